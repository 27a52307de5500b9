# What the package scripts share; they source it in the repository's root. Sets version, epoch, packages.
#
# SOURCE_DATE_EPOCH is the only date in a package: the last commit's; outside git the date the CHANGELOG gives the
# version, else the first day a zip can name.

export LC_ALL=C.UTF-8 TZ=UTC
umask 022
packages=build/packages
version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
[ -n "$version" ] || { echo "package: FyneApp.toml names no version" >&2; exit 1; }
[ -n "${LDFLAGS:-}" ] || { echo "package: called by make, which sets the flags" >&2; exit 1; }

# released: the newest heading of CHANGELOG.md, and that it fits the version.
released() {
	local top
	top=$(sed -n 's/^## //p' CHANGELOG.md | head -n 1)
	case $top in
	"$version" | "$version "*) ;;
	"Chưa phát hành"*) echo "package: CHANGELOG.md begins with «Chưa phát hành»: this is no release of $version yet" ;;
	*)
		echo "package: CHANGELOG.md begins with «$top», FyneApp.toml says $version" >&2
		return 1
		;;
	esac
}

# date_of_source: seconds since 1970.
date_of_source() {
	local day
	git log -1 --format=%ct 2>/dev/null && return
	day=$(sed -n "s|^## $version .*\\([0-9][0-9]\\)/\\([0-9][0-9]\\)/\\([0-9]\\{4\\}\\).*|\\3-\\2-\\1|p" CHANGELOG.md | head -n 1)
	date -d "${day:-1980-01-01}" +%s
}

# copy_source FOLDER: the source as it stands, without what was made of it.
copy_source() {
	mkdir -p "$1"
	if git rev-parse --git-dir >/dev/null 2>&1; then
		git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' f; do
			[ ! -e "$f" ] || printf '%s\0' "$f"
		done | tar --null -T - -cf -
	else
		tar --exclude=./build --exclude=./bin --exclude=./demo --exclude=./bench -cf - .
	fi | tar -xf - -C "$1"
}

# dos FROM TO: a text as old Notepad reads it.
dos() { { printf '\xef\xbb\xbf' && sed 's/\r*$/\r/' "$1"; } >"$2"; }

# table FILE…: what was made, in bytes; and SHA256SUMS of all packages beside them.
table() {
	printf '%14s  %s\n' bytes file
	stat -c '%s %n' "$@" | while read -r size name; do printf '%14s  %s\n' "$size" "$name"; done
	(cd "$packages" && find . -maxdepth 1 -type f ! -name SHA256SUMS -printf '%f\n' | sort | xargs -r -d '\n' sha256sum >SHA256SUMS)
}

SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(date_of_source)}
export SOURCE_DATE_EPOCH
