#!/usr/bin/env bash
# Builds Mesa's software renderer for Windows from Debian's own source package: OpenGL 3.3 drawn by the processor,
# for machines whose driver gives less than 2.1, with one patch of ours that makes it several times faster for this program.
# The same source and compiler give the same bytes, in any folder.
#
#   scripts/mesa.sh            build/mesa/*.dll, build/mesa/licences; nothing is done if they are there
#
# MESA_SOURCE=DIR takes a source package (.dsc and its files) that is there already instead of fetching it.
# MESA_OUT=DIR writes elsewhere. The first build takes minutes (896 steps).
set -euo pipefail
cd "$(dirname "$0")/.."

# The source this was tried with. Checksum of the .dsc, which holds those of the other files.
version=22.3.6-1+deb12u2
dsc_sum=bd1034d3d29ef9e1e638bb5645a0ca31426bc2bcbb60842cbad2adcccffb4a00

out=$(realpath -m "${MESA_OUT:-build/mesa}")
own=$PWD/packaging/windows/mesa-rectangles.patch
self=$(cat scripts/mesa.sh "$own" | sha256sum | cut -d' ' -f1)
if [ "$(cat "$out/stamp" 2>/dev/null)" = "$self" ]; then
	exit 0
fi
scripts/setup.sh mesa

mkdir -p "$out"
work=$(mktemp -d "$out/work.XXXXXX")
trap 'rm -rf "$work"' EXIT

# sources_of_this_machine writes the deb-src lines that belong to the machine's own package sources.
sources_of_this_machine() {
	apt-get "$@" indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' 2>/dev/null |
		sort -u | sed 's/^/deb-src /'
}

# fetch downloads the source package into the folder; the machine's own configuration and lists stay as they are.
fetch() {
	local lists=$1/lists list=$1/sources.list
	mkdir -p "$lists/partial"
	sources_of_this_machine >"$list"
	if ! [ -s "$list" ]; then # no lists on this machine yet
		mkdir -p "$1/own/partial"
		apt-get -qq -o Dir::State::Lists="$1/own" -o APT::Sandbox::User=root update
		sources_of_this_machine -o Dir::State::Lists="$1/own" >"$list"
	fi
	if ! [ -s "$list" ]; then
		echo "mesa: this machine has no Debian package sources; give the source package with MESA_SOURCE=DIR" >&2
		return 1
	fi
	local apt=(-qq -o Dir::Etc::SourceList="$list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$lists"
		-o APT::Sandbox::User=root)
	apt-get "${apt[@]}" update
	(cd "$1" && { apt-get "${apt[@]}" --download-only source "mesa=$version" || apt-get "${apt[@]}" --download-only source mesa; })
}

if [ -n "${MESA_SOURCE:-}" ]; then
	source=$MESA_SOURCE
else
	echo "mesa: fetching Debian's source package mesa $version"
	source=$work/source
	mkdir "$source"
	fetch "$source"
fi
dsc=$(ls "$source"/mesa_*.dsc)
if ! echo "$dsc_sum  $dsc" | sha256sum --check --status; then
	echo "mesa: $(basename "$dsc") is NOT the source this script was tried with (mesa_$version.dsc, sha256 $dsc_sum)." >&2
	echo "mesa: it is built all the same; its bytes differ from earlier packages. Try it, then pin it here." >&2
fi
dpkg-source --no-copy --extract "$dsc" "$work/mesa" >"$work/unpack.log" 2>&1 || { cat "$work/unpack.log" >&2; exit 1; }
cd "$work/mesa"
if [ "$(cat debian/source/format 2>/dev/null || echo 1.0)" = 1.0 ]; then # such a package leaves its patches to the build
	sed 's/[[:space:]]*#.*//; /^[[:space:]]*$/d' debian/patches/series | while read -r patch _; do
		patch --quiet --forward -p1 <"debian/patches/$patch"
	done
fi
patch --quiet --forward -p1 <"$own"

# No dates, no folders in the bytes; functions that nobody calls are left out.
SOURCE_DATE_EPOCH=$(dpkg-parsechangelog -S Timestamp)
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8 TZ=UTC PATH="/usr/bin:$PATH" # the python3 that has mako
map="'-ffile-prefix-map=$PWD=mesa'"
link="'-static', '-static-libgcc', '-static-libstdc++', '-Wl,--gc-sections', '-Wl,--no-insert-timestamp'"
target=x86_64-w64-mingw32
cat >cross.txt <<END
[binaries]
c = '$target-gcc-posix'
cpp = '$target-g++-posix'
ar = '$target-ar'
strip = '$target-strip'
windres = '$target-windres'
dlltool = '$target-dlltool'
pkgconfig = 'false'

[host_machine]
system = 'windows'
cpu_family = 'x86_64'
cpu = 'x86_64'
endian = 'little'

[built-in options]
c_args = [$map]
cpp_args = [$map]
c_link_args = [$link]
cpp_link_args = [$link]
END
echo "mesa: building $(dpkg-parsechangelog -S Version)"
meson setup made --cross-file cross.txt -Doptimization="${MESA_OPTIMIZATION:-2}" -Ddebug=false -Db_ndebug=true \
	-Dplatforms=windows -Dgallium-drivers=swrast -Dvulkan-drivers= -Dllvm=disabled -Dshared-glapi=enabled \
	-Degl=disabled -Dgles1=disabled -Dgles2=disabled -Dosmesa=false -Dzstd=disabled -Dzlib=disabled \
	>setup.log 2>&1 || { tail -n 30 setup.log >&2; exit 1; }
nice ninja -C made >ninja.log 2>&1 || { tail -n 30 ninja.log >&2; exit 1; }

rm -f "$out"/*.dll "$out/stamp"
for dll in made/src/gallium/targets/libgl-gdi/opengl32.dll made/src/gallium/targets/wgl/libgallium_wgl.dll \
	made/src/mapi/shared-glapi/libglapi.dll; do
	"$target-strip" --strip-all -o "$out/$(basename "$dll")" "$dll"
done
mkdir -p "$out/licences"
cp docs/license.rst "$out/licences/mesa.txt"
cp debian/copyright "$out/licences/mesa-copyright.txt"
cp /usr/share/doc/mingw-w64-common/copyright "$out/licences/mingw-w64.txt" # its start-up code and threads are linked in
echo "$self" >"$out/stamp"
(cd "$out" && sha256sum ./*.dll && du -ch ./*.dll | tail -n 1)
