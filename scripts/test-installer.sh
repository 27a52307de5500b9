#!/usr/bin/env bash
# Tries the installer's script on a Windows of Wine's, as a 64-bit program, with small programs in place of the real ones:
# installing silently, over an older version, over a newer one, while the program is open, where it must not; and that
# uninstalling takes what was installed and nothing else. Called by make.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh windows
scripts/setup.sh wine
. scripts/package.sh
. scripts/package-wrap.sh

mkdir -p build
work=$(mktemp -d build/test-installer.XXXXXX)
export BIEUXA_WINE=$PWD/build/wine-installer
wine=scripts/wine.sh
finish() {
	$wine stop
	rm -rf "$work"
}
trap finish EXIT
fail() {
	echo "test-installer: $1" >&2
	exit 1
}

# A program that tells its version, or waits to be ended.
make_stage() { # FOLDER VERSION FILE…
	local stage=$1 version=$2 file
	shift 2
	mkdir -p "$stage"
	printf '#include <stdio.h>\n#include <windows.h>\nint main(int n, char **a) { puts("%s"); fflush(stdout); if (n > 1) Sleep(60000); return 0; }\n' \
		"$version" >"$work/small.c"
	x86_64-w64-mingw32-gcc -O1 -s -o "$stage/bieuxa.exe" "$work/small.c"
	cp "$stage/bieuxa.exe" "$stage/bieuxa-cli.exe"
	for file; do
		mkdir -p "$(dirname "$stage/$file")"
		echo "$version" >"$stage/$file"
	done
}
make_stage "$work/old" 0.0.9 "cu/bo đi.txt" cu/nua.txt huong-dan/xa.pdf opengl/a.dll
make_stage "$work/new" 0.1.10 huong-dan/xa.pdf "huong-dan/cơ quan.pdf" opengl/a.dll
make_art
for each in old:0.0.9 new:0.1.10; do # 0.1.10 is newer than 0.1.9: versions are no decimals
	version=${each#*:}
	wrap_for_test "$work/${each%%:*}" "$work/made"
done
old=$work/made/BieuXa-0.0.9-windows-setup-amd64.exe
new=$work/made/BieuXa-0.1.10-windows-setup-amd64.exe

drive=$($wine make)/drive_c
home=$(ls -d "$drive"/users/[!P]*)
folder=$home/AppData/Local/Programs/Bieu\ Xa
key='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\BieuXa'
link=$home/AppData/Roaming/Microsoft/Windows/Start\ Menu/Programs/Biểu\ Xã.lnk
run() { # CODE PROGRAM ARG…
	local want=$1 got=0
	shift
	$wine run "$@" >"$work/log" 2>&1 || got=$?
	[ "$got" = "$want" ] || fail "$(basename "$1") ${*:2} ended with $got, not $want: $(cat "$work/log")"
}
into() { # INSTALLER FOLDER: the folder stands last and without quotation marks, which only a shell of Windows' can give
	run 0 cmd /c "$(winepath "$1") /S /D=$2"
}
winepath() { realpath "$1" | sed 's|^|Z:|; s|/|\\|g'; }
value() { $wine run reg query "$1" ${2:+/v "$2"} 2>/dev/null | tr -d '\r' | sed -n 's/.*REG_[A-Z]* *//p' | head -n 1; }
uninstall() { # FOLDER: the uninstaller goes on as a copy of itself in the folder of temporary files
	$wine run "$1/uninstall.exe" /S >/dev/null 2>&1 || true
	for _ in $(seq 60); do
		[ -e "$1/uninstall.exe" ] || break
		sleep 0.5
	done
	sleep 1
}
says() { [ "$($wine run "$1/bieuxa-cli.exe" 2>/dev/null | tr -d '\r')" = "$2" ] || fail "$1 has not version $2"; }
nothing_left() {
	[ -z "$(value "$key" DisplayName)" ] || fail "the entry in the list of programs is left"
	[ -z "$(value 'HKCU\Software\Classes\BieuXa.Book\shell\open\command')" ] || fail "the file type is left"
	! $wine run reg query 'HKCU\Software\Classes\.bieuxa' >/dev/null 2>&1 || fail "the file's ending is left"
	[ ! -e "$link" ] || fail "the entry in the start menu is left"
}
rm -rf "$folder" "$drive/khac" # of an earlier trial
$wine run reg delete "$key" /f >/dev/null 2>&1 || true

# Installed as on a new computer.
run 0 "$old" /S
says "$folder" 0.0.9
[ -e "$link" ] || fail "no entry in the start menu"
[ -e "$folder/cu/bo đi.txt" ] || fail "a file with diacritics is not installed"
[ "$(value "$key" DisplayVersion)" = 0.0.9 ] || fail "the version is not in the list of programs"
case $(value 'HKCU\Software\Classes\BieuXa.Book\shell\open\command') in
'"C:\users\'*'\AppData\Local\Programs\Bieu Xa\bieuxa.exe" "%1"') ;;
*) fail "the command that opens a book is wrong" ;;
esac

# Over the older version: new files are there, files that are no more are gone, a person's own files stay.
echo own >"$folder/cu/của tôi.txt"
echo own >"$folder/so.bieuxa"
cp "$folder/bieuxa.exe" "$folder/opengl/bieuxa.exe" # the program makes it
run 0 "$new" /S
says "$folder" 0.1.10
[ ! -e "$folder/cu/bo đi.txt" ] && [ ! -e "$folder/cu/nua.txt" ] || fail "files of the older version are left"
[ ! -e "$folder/opengl/bieuxa.exe" ] || fail "the older program beside the renderer is left"
[ -e "$folder/huong-dan/cơ quan.pdf" ] && [ -e "$folder/cu/của tôi.txt" ] && [ -e "$folder/so.bieuxa" ] || fail "a file is missing"

# An older one over a newer one: only when it is said.
run 12 "$old" /S
says "$folder" 0.1.10
run 0 "$old" /S /DOWNGRADE
says "$folder" 0.0.9

# While the program is open: nothing is changed, also when it runs as the copy beside the renderer.
cp "$folder/bieuxa.exe" "$folder/opengl/bieuxa.exe"
for program in bieuxa.exe bieuxa-cli.exe 'opengl/bieuxa.exe'; do
	$wine run "$folder/$program" wait >/dev/null 2>&1 &
	waiting=$!
	sleep 3
	before=$(cd "$folder" && find . -type f -exec sha256sum {} + | sort)
	run 10 "$new" /S
	[ "$before" = "$(cd "$folder" && find . -type f -exec sha256sum {} + | sort)" ] || fail "files changed while $program was open"
	[ "$(value "$key" DisplayVersion)" = 0.0.9 ] || fail "the list of programs changed while $program was open"
	$wine run taskkill /f /im "$(basename "$program")" >/dev/null 2>&1 || true
	wait "$waiting" || true
done

# Into another folder, with a name in Vietnamese: the first one goes, but for a person's files.
into "$new" 'C:\khac\Thư mục của xã'
says "$drive/khac/Thư mục của xã" 0.1.10
[ ! -e "$folder/bieuxa.exe" ] && [ ! -e "$folder/uninstall.exe" ] || fail "the copy in the first folder is left"
[ -e "$folder/so.bieuxa" ] && [ -e "$folder/cu/của tôi.txt" ] || fail "a person's file is gone"
[ "$(value "$key" DisplayVersion)" = 0.1.10 ] || fail "the list of programs names the first copy"
case $(value 'HKCU\Software\Classes\BieuXa.Book\shell\open\command') in
'"C:\khac\'*) ;;
*) fail "books would be opened by the first copy" ;;
esac

# Uninstalled: nothing of the program, all of the person's; books and settings in the home folder stay too.
mkdir -p "$home/AppData/Local/bieuxa/so-xa" "$home/AppData/Local/bieuxa/opengl"
echo own >"$home/AppData/Local/bieuxa/so-xa/xa.bieuxa"
echo '{}' >"$home/AppData/Local/bieuxa/preferences.json"
cp "$work/new/bieuxa.exe" "$home/AppData/Local/bieuxa/opengl/"
echo own >"$drive/khac/Thư mục của xã/báo cáo.xlsx"
uninstall "$drive/khac/Thư mục của xã"
[ "$(cd "$drive/khac" && find . -type f)" = './Thư mục của xã/báo cáo.xlsx' ] || fail "left: $(cd "$drive/khac" && find .)"
[ "$(cd "$home/AppData/Local/bieuxa" && find . -type f | sort | tr '\n' ' ')" = './preferences.json ./so-xa/xa.bieuxa ' ] ||
	fail "in the home folder: $(cd "$home/AppData/Local/bieuxa" && find .)"
nothing_left

# Another program's claim on the ending is left to it.
run 0 "$new" /S
$wine run reg add 'HKCU\Software\Classes\.bieuxa\OpenWithProgids' /v Other.Book /d '' /f >/dev/null 2>&1
rm -rf "$folder/cu" "$folder/so.bieuxa"
uninstall "$folder"
[ ! -e "$folder" ] || fail "the folder is left: $(find "$folder")"
$wine run reg query 'HKCU\Software\Classes\.bieuxa\OpenWithProgids' /v Other.Book >/dev/null 2>&1 || fail "another program's entry is gone"
$wine run reg delete 'HKCU\Software\Classes\.bieuxa' /f >/dev/null 2>&1

# Where it must not: an older Windows, a folder that cannot be made.
$wine run reg add 'HKCU\Software\Wine' /v Version /d win7 /f >/dev/null 2>&1
run 11 "$new" /S
$wine run reg add 'HKCU\Software\Wine' /v Version /d win10 /f >/dev/null 2>&1
echo file >"$drive/khac/tệp"
run 13 "$new" /S '/D=C:\khac\tệp\bieuxa'
nothing_left
[ ! -e "$folder" ] || fail "a refused installer left something"
echo "test-installer: installing, upgrading, refusing and uninstalling do what they say"
