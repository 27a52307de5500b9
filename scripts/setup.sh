#!/usr/bin/env bash
# Installs the Debian or Ubuntu packages that a target lacks, and says what it does.
#
#   scripts/setup.sh window   to build the window (C compiler, OpenGL and X11 headers)
#   scripts/setup.sh corpus   programs that save workbooks again: LibreOffice, openpyxl, gnumeric (and node with npm, if they are there)
#   scripts/setup.sh test     also to open it without a display, and the programs tests compare with
#   scripts/setup.sh windows  to build the Windows packages: cross compiler, resource compiler, NSIS
#   scripts/setup.sh linux    to build the Linux packages: a tarball and a .deb
#   scripts/setup.sh wine     to try the Windows packages on Wine
#   scripts/setup.sh mesa     to build the software renderer for Windows (scripts/mesa.sh)
#   scripts/setup.sh sign     to sign them
#
# Needs nothing if all is there. Otherwise it needs root or sudo, and apt-get.
set -euo pipefail

window=(gcc libc6-dev libgl-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev)
screen=(xvfb xauth libgl1-mesa-dri xdotool xclip imagemagick)
mesa=(gcc g++ libc6-dev gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix meson ninja-build python3-mako bison flex dpkg-dev patch)

installed() { dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

lacking=()
need() {
	for package; do
		installed "$package" || lacking+=("$package")
	done
}

has() { command -v "$1" >/dev/null; }

if ! has dpkg-query || ! has apt-get; then
	echo "setup: this is no Debian or Ubuntu; install by hand what belongs to: ${window[*]} ${screen[*]}" >&2
	exit 0
fi
case "${1:-}" in
window) need "${window[@]}" ;;
mesa) need "${mesa[@]}" ;;
test)
	need "${window[@]}" "${screen[@]}"
	has pdftotext || lacking+=(poppler-utils)
	has qpdf || lacking+=(qpdf)
	has soffice || lacking+=(libreoffice-calc-nogui)
	/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || lacking+=(python3-openpyxl)
	;;
wine) need wine64 gcc-mingw-w64-x86-64 locales tzdata unzip "${screen[@]}" ;;
windows) need gcc-mingw-w64-x86-64 mingw-w64-common binutils-mingw-w64-x86-64 nsis ;;
linux) need "${window[@]}" binutils xz-utils dpkg ;;
sign) need osslsigncode openssl unzip ;;
corpus)
	has soffice || lacking+=(libreoffice-calc-nogui)
	has ssconvert || lacking+=(gnumeric)
	/usr/bin/python3 -c 'import openpyxl' 2>/dev/null || lacking+=(python3-openpyxl)
	has node && has npm || echo "setup: no node with npm here: files of SheetJS are left out" >&2
	;;
*)
	echo "usage: scripts/setup.sh window|corpus|test|windows|linux|wine|mesa|sign" >&2
	exit 2
	;;
esac
[ ${#lacking[@]} -gt 0 ] || exit 0

root=()
if [ "$(id -u)" -ne 0 ]; then
	if ! has sudo || { [ ! -t 0 ] && ! sudo -n true 2>/dev/null; }; then
		echo "setup: these packages are missing, and installing them needs root:" >&2
		echo "  apt-get install --no-install-recommends ${lacking[*]}" >&2
		exit 1
	fi
	root=(sudo)
fi
echo "setup: installing ${lacking[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y "$@" </dev/null >>"$log" 2>&1; }
if ! { apt update && apt install --no-install-recommends "${lacking[@]}"; }; then
	tail -n 20 "$log" >&2
	echo "setup: apt-get failed; the lines above say why" >&2
	exit 1
fi
