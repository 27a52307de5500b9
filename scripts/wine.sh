#!/usr/bin/env bash
# A Windows of Wine's for trying the programs: a 64-bit prefix of its own, quiet, with what Debian's Wine lacks.
#
#   scripts/wine.sh make                  makes the prefix, once, and prints its folder
#   scripts/wine.sh drive LETTER FOLDER   maps a drive letter to a folder, which may be mounted for reading only
#   scripts/wine.sh run PROGRAM ARG…      runs a program (a Windows or a Linux path, or a command of Wine's such as reg)
#   scripts/wine.sh locale NAME           makes a locale such as vi_VN.UTF-8, so that BIEUXA_WINE_LOCALE=NAME sets that of Windows
#   scripts/wine.sh stop                  ends all that runs in the prefix
#   scripts/wine.sh remove                stops it and removes the prefix
#
# BIEUXA_WINE puts the prefix elsewhere than build/wine. run keeps the folder it is called in, its environment and its exit
# code. It needs what scripts/setup.sh wine installs.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
prefix=${BIEUXA_WINE:-$root/build/wine}
[[ $prefix = /* ]] || prefix=$PWD/$prefix

export WINEPREFIX=$prefix/prefix WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all} HOME=$prefix/home LOCPATH=$prefix/locales
# No questions about Mono and Gecko, and nothing put into the menus of this computer.
export WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=${WINEDLLOVERRIDES:+;$WINEDLLOVERRIDES}"
# A person whose folder has diacritics and a space in its name, as half of the users' have.
export USER='Trần Thị Ánh'
# The settings of Windows follow this; it must have all letters for the names of files.
locale=${BIEUXA_WINE_LOCALE:-C.UTF-8}
user=$prefix/prefix/drive_c/users/$USER
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME WAYLAND_DISPLAY

wine=/usr/lib/wine/wine64
[ -x "$wine" ] || wine=$(command -v wine64 || command -v wine)

stop() { wineserver -k 2>/dev/null || true; }

make_prefix() {
	if [ ! -e "$prefix/made" ]; then
		rm -rf "$prefix/prefix" "$prefix/made"
		mkdir -p "$HOME" "$LOCPATH" "$prefix/prefix"
		env -u DISPLAY LC_ALL="$locale" "$wine" wineboot --init </dev/null >"$prefix/boot.log" 2>&1
		wineserver -w
		if [ ! -e "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" ]; then
			x86_64-w64-mingw32-gcc -shared -O1 -s -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" \
				"$root/scripts/wine/bcryptprimitives.c" -ladvapi32
		fi
		# Wine calls itself Windows 7; the installer refuses that, and Windows 10 is what the users have.
		env -u DISPLAY LC_ALL="$locale" "$wine" reg add 'HKCU\Software\Wine' /v Version /d win10 /f </dev/null >/dev/null 2>&1
		# Nor does Windows hide a file whose name once began with a dot.
		env -u DISPLAY LC_ALL="$locale" "$wine" reg add 'HKCU\Software\Wine' /v ShowDotFiles /d Y /f </dev/null >/dev/null 2>&1
		for folder in Desktop Documents Downloads Music Pictures Videos; do # folders as on Windows, not those of this computer
			rm -f "$user/$folder"
			mkdir -p "$user/$folder"
		done
		touch "$prefix/made"
	fi
	# The server stays a minute for the next program, since starting it takes longer than the program. It and the services
	# must not hold the caller's output open.
	if wineserver -p60 </dev/null >/dev/null 2>&1; then
		env -u DISPLAY LC_ALL="$locale" "$wine" wineboot </dev/null >/dev/null 2>&1
	fi
	echo "$WINEPREFIX"
}

case "${1:-}" in
make) make_prefix ;;
drive)
	make_prefix >/dev/null
	ln -sfn "$(readlink -f "$3")" "$WINEPREFIX/dosdevices/${2%:}:"
	;;
run)
	make_prefix >/dev/null
	shift
	exec env LC_ALL="$locale" "$wine" "$@"
	;;
locale)
	mkdir -p "$LOCPATH"
	[ -d "$LOCPATH/$2" ] || localedef --no-archive -i "${2%%.*}" -f UTF-8 "$LOCPATH/$2"
	;;
stop) stop ;;
remove)
	stop
	rm -rf "$prefix"
	;;
*)
	sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "$0" >&2
	exit 2
	;;
esac
