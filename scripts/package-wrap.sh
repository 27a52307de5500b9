# From a folder of built programs to the Windows packages; sourced after package.sh by package-windows.sh and sign.sh.
# Needs $work, a folder for what goes away, and make_art before wrap.

wrapped=() # what was made

# numbers SEPARATOR: the version as four numbers.
numbers() {
	local build
	build=$(sed -n 's/^Build = \([0-9]*\)$/\1/p' FyneApp.toml)
	echo "${version%%[-+]*}.${build:-0}" | sed "s/\\./$1/g"
}

# make_art: the icon and the installer's picture, into $art.
make_art() {
	art=$(pwd)/$work/art
	mkdir -p "$art"
	CGO_ENABLED=0 go run ./internal/pack ico assets/icon.png "$art/bieuxa.ico"
	CGO_ENABLED=0 go run ./internal/pack panel assets/icon.png "$art/panel.bmp"
}

# lists STAGE FOLDER: what the installer's script does with each file: put it there, take it away, see if it is in use.
lists() {
	local file dir last=
	mkdir -p "$2"
	: >"$2/install.nsh" && : >"$2/uninstall.nsh" && : >"$2/free.nsh" && : >"$2/files.txt"
	while IFS= read -r file; do
		dir=$(dirname "$file")
		[ "$dir" != . ] && dir="\\${dir//\//\\}" || dir=
		[ "$dir" = "$last" ] && [ -s "$2/install.nsh" ] || echo "SetOutPath \"\$INSTDIR$dir\"" >>"$2/install.nsh"
		last=$dir
		echo "File \"$1/$file\"" >>"$2/install.nsh"
		echo "Delete \"\$INSTDIR\\${file//\//\\}\"" >>"$2/uninstall.nsh"
		case $file in *.exe | *.dll) echo "!insertmacro Free \"${file//\//\\}\"" >>"$2/free.nsh" ;; esac
		printf '%s\r\n' "${file//\//\\}" >>"$2/files.txt"
	done < <(cd "$1" && find . -type f -printf '%P\n' | sort)
	echo '!insertmacro Free "opengl\bieuxa.exe"' >>"$2/free.nsh"
	(cd "$1" && find . -mindepth 1 -depth -type d -printf '%P\n' | sort -r) | while IFS= read -r dir; do
		echo "RMDir \"\$INSTDIR\\${dir//\//\\}\"" >>"$2/uninstall.nsh"
	done
	# The list itself is installed too: a later version takes away what it no longer has.
	{ printf '\xff\xfe' && iconv -t UTF-16LE "$2/files.txt"; } >"$2/tep-cai-dat.txt"
	printf 'SetOutPath "$INSTDIR"\nFile "%s"\n' "$2/tep-cai-dat.txt" >>"$2/install.nsh"
	sed -i '1i Delete "$INSTDIR\\tep-cai-dat.txt"' "$2/uninstall.nsh"
}

# installer STAGE FILE [DEFINE…]: STAGE and FILE absolute. SIGN_COMMAND, if set, is run on uninstaller and installer.
installer() {
	local stage=$1 file=$2 at
	shift 2
	at=$(pwd)/$work/installer
	rm -rf "$at"
	lists "$stage" "$at"
	find "$stage" "$at" "$art" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
	local defines=("-DVERSION=$version" "-DNUMBERS=$(numbers .)" "-DKILOBYTES=$(kilobytes "$stage")" "-DSTAGE=$stage"
		"-DLISTS=$at" "-DART=$art" "-DOUTFILE=$file" "$@")
	[ -z "${SIGN_COMMAND:-}" ] || defines+=("-DSIGN=$SIGN_COMMAND")
	makensis -V2 -WX -INPUTCHARSET UTF8 "${defines[@]}" packaging/windows/installer.nsi
	wrapped+=("${file#"$(pwd)/"}")
}

# kilobytes FOLDER: of all files in it.
kilobytes() { find "$1" -type f -printf '%s\n' | awk '{ n += int(($1 + 1023) / 1024) } END { print n }'; }

# portable STAGE FILE: the same files, and what makes them stay in their folder.
portable() {
	local at="$work/portable" contents=
	local top="$at/Bieu Xa $version"
	rm -rf "$at"
	mkdir -p "$at"
	cp -r "$1" "$top"
	dos packaging/windows/portable.txt "$top/portable.txt"
	[ ! -d "$1/huong-dan" ] || contents+='huong-dan         hướng dẫn nhanh (PDF)\n'
	[ ! -d "$1/opengl" ] || contents+='opengl            để máy không có card đồ họa phù hợp vẫn mở được cửa sổ\n'
	sed -e "s/@VERSION@/$version/g" -e "s|@CONTENTS@|$contents|" packaging/windows/DOC-TRUOC.txt.in >"$work/read-first"
	dos "$work/read-first" "$top/DOC-TRUOC.txt"
	CGO_ENABLED=0 go run ./internal/pack zip "$at" "$2" "$SOURCE_DATE_EPOCH"
	wrapped+=("$2")
}

# wrap STAGE OUT: both packages.
wrap() {
	mkdir -p "$2"
	installer "$(realpath "$1")" "$(realpath "$2")/BieuXa-$version-windows-setup.exe"
	portable "$1" "$2/BieuXa-$version-windows-portable.zip"
}

# wrap_for_test STAGE OUT: the same installer as a 64-bit program.
wrap_for_test() {
	mkdir -p "$2"
	installer "$(realpath "$1")" "$(realpath "$2")/BieuXa-$version-windows-setup-amd64.exe" -DAMD64
}
