#!/usr/bin/env bash
# Builds the Linux packages, a tarball and a .deb, into build/packages. Called by make, which sets GOFLAGS and LDFLAGS.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh linux
. scripts/package.sh

released
mkdir -p build "$packages"
work=$(mktemp -d build/linux.XXXXXX)
trap 'rm -rf "$work"' EXIT
name=bieuxa-$version-linux-amd64
tree=$work/$name

export GOOS=linux GOARCH=amd64
CGO_ENABLED=1 go build -ldflags "-s -w $LDFLAGS" -o "$tree/bin/bieuxa" .
CGO_ENABLED=0 go build -ldflags "-s -w $LDFLAGS" -o "$tree/bin/bieuxa-cli" ./cmd/bieuxa-cli

install -D -m 644 -t "$tree/share/applications" packaging/linux/vn.bieuxa.desktop
install -D -m 644 -t "$tree/share/mime/packages" packaging/linux/vn.bieuxa.xml
install -D -m 644 assets/icon.png "$tree/share/icons/hicolor/512x512/apps/vn.bieuxa.png"
install -D -m 644 assets/icon.svg "$tree/share/icons/hicolor/scalable/apps/vn.bieuxa.svg"
doc=$tree/share/doc/bieuxa
install -D -m 644 -t "$doc" LICENSE NOTICE
CGO_ENABLED=1 go run ./internal/pack licences "$doc/giay-phep" . ./cmd/bieuxa-cli
install -D -m 644 assets/fonts/OFL.txt "$doc/giay-phep/Liberation-fonts.txt"
install -D -m 644 app/symbols/LICENSE.txt "$doc/giay-phep/DejaVu-symbols.txt"
"$tree/bin/bieuxa-cli" guide --out "$doc/huong-dan" >/dev/null
install -m 644 packaging/linux/CAI-DAT.txt "$tree/"

# packed FOLDER: owners, times and order are those of no computer.
packed() {
	tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --format=gnu --mode=go=rX,u+rw,a-s -cf - "$@"
}
tarball=$packages/$name.tar.xz
packed -C "$work" "$name" | xz -9 -T1 >"$tarball"

# The .deb: the same files under /usr. The window opens the X libraries itself, when it starts: no tool sees them.
glibc=$(objdump -T "$tree/bin/bieuxa" | sed -n 's/.*(*GLIBC_\([0-9.]*\))* .*/\1/p' | sort -V | tail -n 1)
for library in $(objdump -p "$tree/bin/bieuxa" | sed -n 's/^ *NEEDED *//p'); do
	case $library in
	libc.so.6 | libm.so.6 | libpthread.so.0 | libdl.so.2 | librt.so.1 | libresolv.so.2 | ld-linux-x86-64.so.2) ;;
	libGL.so.1 | libX11.so.6 | libXcursor.so.1 | libXrandr.so.2 | libXinerama.so.1 | libXi.so.6 | libXxf86vm.so.1) ;;
	*)
		echo "package: $library is linked in: which Debian package has it? Add it to Depends" >&2
		exit 1
		;;
	esac
done
root=$work/deb
mkdir -p "$root/DEBIAN"
cp -r "$tree/bin" "$tree/share" -t "$(mkdir -p "$root/usr" && echo "$root/usr")"
{ echo "Biểu Xã" && echo && cat NOTICE && echo && echo "License: Apache-2.0, /usr/share/common-licenses/Apache-2.0"; } >"$root/usr/share/doc/bieuxa/copyright"
rm "$root/usr/share/doc/bieuxa/LICENSE" "$root/usr/share/doc/bieuxa/NOTICE"
sed -e "s/@VERSION@/$version/" -e "s/@KILOBYTES@/$(du -sk --apparent-size "$root/usr" | cut -f1)/" \
	-e "s/@DEPENDS@/libc6 (>= $glibc), libgl1, libx11-6, libxcursor1, libxi6, libxinerama1, libxrandr2, libxxf86vm1/" \
	packaging/linux/control.in >"$root/DEBIAN/control"
(cd "$root" && find usr -type f -printf '%P\0' | sort -z | (cd usr && xargs -0 md5sum) | sed 's|  |  usr/|' >DEBIAN/md5sums)
chmod -R go=rX,u+rw "$root"
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
deb=$packages/bieuxa_${version}_amd64.deb
dpkg-deb --root-owner-group -Zxz -z9 --build "$root" "$deb" >/dev/null

table "$tree"/bin/* "$tarball" "$deb"
