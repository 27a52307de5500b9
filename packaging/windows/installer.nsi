; The installer: for one account, without administrator rights. scripts/package.sh calls makensis with
;   VERSION, NUMBERS (four, dotted), KILOBYTES  of what is installed
;   STAGE   folder of the files to install      LISTS   folder of install.nsh, uninstall.nsh, free.nsh made from it
;   OUTFILE                                     ART     folder of icon and picture
;   AMD64   (for tests) a 64-bit installer      SIGN    a command that signs the file it is given
;
; Exit codes: 0 installed · 1 cancelled · 2 stopped · 10 the program is open · 11 wrong Windows · 12 a newer version
; is installed (give /DOWNGRADE) · 13 the folder cannot be written to.
; Switches: /S silent · /D=FOLDER (last, unquoted) · /LANG=vi|en · /DESKTOP icon on the desktop · /DOWNGRADE.
Unicode true
!ifdef AMD64
	Target amd64-unicode
	SetCompressor zlib ; quicker
!else
	SetCompressor /SOLID lzma
	SetCompressorDictSize 64 ; megabytes: what both programs have in common is packed once
!endif
SetDateSave off
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
AllowSkipFiles off
ShowInstDetails hide
ShowUninstDetails hide

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\BieuXa"
!define TYPE "BieuXa.Book"
!define LIST "tep-cai-dat.txt"
!define NAME "Biểu Xã"
!define CODE_RUNNING 10
!define CODE_WINDOWS 11
!define CODE_NEWER 12
!define CODE_FOLDER 13

Name "${NAME}"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\Bieu Xa"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"

!ifdef SIGN
	!uninstfinalize '${SIGN} "%1"' = 0
	!finalize '${SIGN} "%1"' = 0
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include WordFunc.nsh
!include StrFunc.nsh
${StrLoc}

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro Told language
	VIAddVersionKey /LANG=${language} "ProductName" "${NAME}"
	VIAddVersionKey /LANG=${language} "ProductVersion" "${VERSION}"
	VIAddVersionKey /LANG=${language} "FileVersion" "${VERSION}"
	VIAddVersionKey /LANG=${language} "FileDescription" "Cài đặt ${NAME}"
	VIAddVersionKey /LANG=${language} "CompanyName" "Nhóm tác giả ${NAME}"
	VIAddVersionKey /LANG=${language} "LegalCopyright" "© 2026 Nhóm tác giả ${NAME}. Giấy phép Apache-2.0."
!macroend

!define MUI_ICON "${ART}/bieuxa.ico"
!define MUI_UNICON "${ART}/bieuxa.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${ART}/panel.bmp"

!define MUI_WELCOMEPAGE_TITLE "$(BX_WELCOME_TITLE)"
!define MUI_WELCOMEPAGE_TEXT "$(BX_WELCOME_TEXT)"
!insertmacro MUI_PAGE_WELCOME
!define MUI_PAGE_HEADER_TEXT "$(BX_FOLDER_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(BX_FOLDER_SUBTITLE)"
!define MUI_DIRECTORYPAGE_TEXT_TOP "$(BX_FOLDER_TEXT)"
!define MUI_DIRECTORYPAGE_TEXT_DESTINATION "$(BX_FOLDER_FIELD)"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE FolderChosen
!insertmacro MUI_PAGE_DIRECTORY
!define MUI_PAGE_HEADER_TEXT "$(BX_INSTALLING_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(BX_INSTALLING_SUBTITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(BX_INSTALLED_TITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "$(BX_INSTALLED_SUBTITLE)"
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "$(BX_FINISH_TITLE)"
!define MUI_FINISHPAGE_TITLE_3LINES
!define MUI_FINISHPAGE_TEXT "$(BX_FINISH_TEXT)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\bieuxa.exe"
!define MUI_FINISHPAGE_RUN_TEXT "$(BX_FINISH_RUN)"
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(BX_FINISH_DESKTOP)"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION DesktopIcon
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH

UninstPage custom un.Confirm un.Confirmed
!define MUI_PAGE_HEADER_TEXT "$(BX_UN_GOING_TITLE)"
!define MUI_PAGE_HEADER_SUBTEXT "$(BX_INSTALLING_SUBTITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(BX_UN_GONE_TITLE)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "$(BX_UN_GONE_SUBTITLE)"
!insertmacro MUI_UNPAGE_INSTFILES

; The first language is used where Windows' own is neither.
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro LANGFILE_INCLUDE "installer-vi.nsh"
!insertmacro LANGFILE_INCLUDE "installer-en.nsh"
!insertmacro Told ${LANG_VIETNAMESE}
!insertmacro Told ${LANG_ENGLISH}
LangString ^SetupCaption ${LANG_VIETNAMESE} "Cài đặt ${NAME} ${VERSION}"
LangString ^UninstallCaption ${LANG_VIETNAMESE} "Gỡ cài đặt ${NAME}"
LangString ^BackBtn ${LANG_VIETNAMESE} "< &Quay lại"
LangString ^NextBtn ${LANG_VIETNAMESE} "&Tiếp theo >"
LangString ^CancelBtn ${LANG_VIETNAMESE} "Hủy"
LangString ^BrowseBtn ${LANG_VIETNAMESE} "C&họn..."
LangString ^UninstallBtn ${LANG_VIETNAMESE} "&Gỡ"
LangString ^ShowDetailsBtn ${LANG_VIETNAMESE} "&Xem chi tiết"
LangString ^Extract ${LANG_VIETNAMESE} "Đang chép: "
LangString ^Delete ${LANG_VIETNAMESE} "Đang xóa: "
LangString ^SpaceAvailable ${LANG_VIETNAMESE} "Chỗ trống: "
LangString ^SpaceRequired ${LANG_VIETNAMESE} "Cần: "
LangString ^DirBrowseText ${LANG_VIETNAMESE} "Chọn thư mục cài đặt ${NAME}:"

Var keepSettings
Var settingsBox

; Free: $0 gets the file if it is there and cannot be written to.
!macro Free file
	${If} $0 == ""
	${AndIf} ${FileExists} "$INSTDIR\${file}"
		SetFileAttributes "$INSTDIR\${file}" NORMAL
		ClearErrors
		FileOpen $1 "$INSTDIR\${file}" a
		${If} ${Errors}
			StrCpy $0 "$INSTDIR\${file}"
		${Else}
			FileClose $1
		${EndIf}
	${EndIf}
!macroend

; What installer and uninstaller both do.
!macro Both un
; PickLanguage: Vietnamese if Windows speaks it, counts by it or stands in Viet Nam; English if Windows speaks
; English elsewhere; /LANG= decides.
Function ${un}PickLanguage
	${GetParameters} $0
	ClearErrors
	${GetOptions} $0 "/LANG=" $1
	${IfNot} ${Errors}
		${If} $1 == "en"
			StrCpy $LANGUAGE ${LANG_ENGLISH}
		${Else}
			StrCpy $LANGUAGE ${LANG_VIETNAMESE}
		${EndIf}
		Return
	${EndIf}
	System::Call 'kernel32::GetUserDefaultLCID() i .r1'
	System::Call 'kernel32::GetUserGeoID(i 16) i .r2'
	IntOp $1 $1 & 0xFFFF
	${If} $1 = ${LANG_VIETNAMESE}
	${OrIf} $2 = 251
		StrCpy $LANGUAGE ${LANG_VIETNAMESE}
	${EndIf}
FunctionEnd

; WaitUntilFree: no file of the program is in use; leaves with its own exit code otherwise. An antivirus program may
; hold a file for a moment.
Function ${un}WaitUntilFree
	StrCpy $9 0
	again:
	StrCpy $0 ""
	!include "${LISTS}/free.nsh"
	StrCmp $0 "" free
	IntOp $9 $9 + 1
	${If} $9 < 6
		Sleep 500
		Goto again
	${EndIf}
	StrCpy $9 0
	MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(BX_RUNNING)" /SD IDCANCEL IDRETRY again
	SetErrorLevel ${CODE_RUNNING}
	Quit
	free:
FunctionEnd
!macroend
!insertmacro Both ""
!insertmacro Both "un."

!macro Refuse code message
	MessageBox MB_OK|MB_ICONSTOP "${message}" /SD IDOK
	SetErrorLevel ${code}
	Quit
!macroend

Function .onInit
	SetShellVarContext current
	Call PickLanguage
	${IfNot} ${AtLeastWin10}
	${OrIfNot} ${RunningX64}
		!insertmacro Refuse ${CODE_WINDOWS} "$(BX_OLD_WINDOWS)"
	${EndIf}
	${If} ${IsNativeARM64} ; only Windows 11 runs 64-bit programs of this kind there
	${AndIfNot} ${AtLeastBuild} 22000
		!insertmacro Refuse ${CODE_WINDOWS} "$(BX_OLD_WINDOWS)"
	${EndIf}
	; NSIS takes its own folder, without a word, for one that it cannot use.
	System::Call 'kernel32::GetCommandLine() t .r0'
	${StrLoc} $1 "$0" " /D=" ">"
	${If} $1 != ""
		IntOp $1 $1 + 4
		StrCpy $0 $0 "" $1
		StrCpy $1 $0 1 -1
		${If} $1 == "\"
			StrCpy $0 $0 -1
		${EndIf}
		${If} $0 != $INSTDIR
			StrCpy $INSTDIR $0
			!insertmacro Refuse ${CODE_FOLDER} "$(BX_CANNOT_WRITE)"
		${EndIf}
	${EndIf}
	ReadRegStr $0 HKCU "${KEY}" "DisplayVersion"
	${VersionCompare} "$0" "${VERSION}" $1
	${If} $0 != ""
	${AndIf} $1 = 1
		${GetParameters} $2
		ClearErrors
		${GetOptions} $2 "/DOWNGRADE" $3
		${If} ${Errors}
			MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(BX_NEWER)" /SD IDNO IDYES older
			SetErrorLevel ${CODE_NEWER}
			Quit
			older:
		${EndIf}
	${EndIf}
FunctionEnd

; TryFolder: $0 is "" if the folder can be written to. A folder made for the trial goes again.
Function TryFolder
	StrCpy $0 "no"
	CreateDirectory "$INSTDIR"
	ClearErrors
	GetTempFileName $1 "$INSTDIR"
	${IfNot} ${Errors}
		Delete $1
		StrCpy $0 ""
	${EndIf}
FunctionEnd

Function FolderChosen
	Call TryFolder
	${If} $0 != ""
		MessageBox MB_OK|MB_ICONEXCLAMATION "$(BX_CANNOT_WRITE)"
		Abort
	${EndIf}
FunctionEnd

Function DesktopIcon
	SetOutPath "$DOCUMENTS"
	CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\bieuxa.exe" "" "$INSTDIR\bieuxa.exe" 0 SW_SHOWNORMAL "" "$(BX_SHORTCUT)"
	WriteRegDWORD HKCU "${KEY}" "DesktopIcon" 1
FunctionEnd

; RemoveOther: a copy that was installed into another folder would stay there without an entry to remove it by.
Function RemoveOther
	ReadRegStr $0 HKCU "${KEY}" "InstallLocation"
	${If} $0 != ""
	${AndIf} $0 != $INSTDIR
	${AndIf} ${FileExists} "$0\uninstall.exe"
		ExecWait '"$0\uninstall.exe" /S _?=$0' $1
		${If} $1 = 0
			Delete "$0\uninstall.exe"
			RMDir "$0"
		${EndIf}
	${EndIf}
FunctionEnd

; Line: the next line of list $1 without its end; "" at the end of the list. A line that leads out of the folder
; ends the list.
!macro Line handle into
	ClearErrors
	FileReadUTF16LE ${handle} ${into}
	${If} ${Errors}
		StrCpy ${into} ""
	${Else}
		${TrimNewLines} "${into}" ${into}
	${EndIf}
!macroend

; RemoveStale: of the files that the version before had installed (list in $PLUGINSDIR), those go that this one lacks.
Function RemoveStale
	${IfNot} ${FileExists} "$PLUGINSDIR\${LIST}"
		Return
	${EndIf}
	FileOpen $1 "$PLUGINSDIR\${LIST}" r
	${Do}
		!insertmacro Line $1 $2
		${If} $2 == ""
			${ExitDo}
		${EndIf}
		${StrLoc} $3 "$2" ".." ">"
		${StrLoc} $4 "$2" ":" ">"
		${If} "$3$4" != ""
			${Continue}
		${EndIf}
		StrCpy $5 ""
		FileOpen $6 "$INSTDIR\${LIST}" r
		${Do}
			!insertmacro Line $6 $7
			${If} $7 == ""
				${ExitDo}
			${EndIf}
			${If} $7 == $2
				StrCpy $5 "kept"
				${ExitDo}
			${EndIf}
		${Loop}
		FileClose $6
		${If} $5 == ""
			Delete "$INSTDIR\$2"
			${GetParent} "$INSTDIR\$2" $8
			${If} $8 != $INSTDIR
				RMDir "$8"
			${EndIf}
		${EndIf}
	${Loop}
	FileClose $1
FunctionEnd

Section
	SetShellVarContext current
	Call TryFolder
	${If} $0 != ""
		!insertmacro Refuse ${CODE_FOLDER} "$(BX_CANNOT_WRITE)"
	${EndIf}
	Call WaitUntilFree
	Call RemoveOther

	InitPluginsDir
	${If} ${FileExists} "$INSTDIR\${LIST}"
		CopyFiles /SILENT "$INSTDIR\${LIST}" "$PLUGINSDIR\${LIST}"
	${EndIf}
	Delete "$INSTDIR\opengl\bieuxa.exe" ; the program makes it of itself when it needs it
	SetOverwrite on
	ClearErrors
	!include "${LISTS}/install.nsh"
	SetOutPath "$INSTDIR"
	${If} ${Errors}
		!insertmacro Refuse ${CODE_FOLDER} "$(BX_FAILED)"
	${EndIf}
	Call RemoveStale
	WriteUninstaller "$INSTDIR\uninstall.exe"

	WriteRegStr HKCU "Software\Classes\${TYPE}" "" "$(BX_BOOK)"
	WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" '"$INSTDIR\bieuxa.exe",0'
	WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\bieuxa.exe" "%1"'
	WriteRegStr HKCU "Software\Classes\.bieuxa" "" "${TYPE}"
	WriteRegStr HKCU "Software\Classes\.bieuxa" "Content Type" "application/vnd.bieuxa"
	WriteRegStr HKCU "Software\Classes\.bieuxa\OpenWithProgids" "${TYPE}" ""
	System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

	WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
	WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${KEY}" "DisplayIcon" '"$INSTDIR\bieuxa.exe",0'
	WriteRegStr HKCU "${KEY}" "Publisher" "$(BX_PUBLISHER)"
	WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${KILOBYTES}
	WriteRegDWORD HKCU "${KEY}" "NoModify" 1
	WriteRegDWORD HKCU "${KEY}" "NoRepair" 1

	; The folder a shortcut starts in is where a person expects to save: their own, not the program's.
	SetOutPath "$DOCUMENTS"
	CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\bieuxa.exe" "" "$INSTDIR\bieuxa.exe" 0 SW_SHOWNORMAL "" "$(BX_SHORTCUT)"
	${GetParameters} $0
	ClearErrors
	${GetOptions} $0 "/DESKTOP" $1
	${IfNot} ${Errors}
		Call DesktopIcon
	${EndIf}
SectionEnd

Function un.onInit
	SetShellVarContext current
	Call un.PickLanguage
	StrCpy $keepSettings 1
FunctionEnd

Function un.Confirm
	!insertmacro MUI_HEADER_TEXT "$(BX_UN_TITLE)" "$(BX_UN_SUBTITLE)"
	nsDialogs::Create 1018
	Pop $0
	${NSD_CreateLabel} 0 0 100% 84u "$(BX_UN_TEXT)"
	Pop $0
	${NSD_CreateCheckbox} 0 96u 100% 12u "$(BX_UN_SETTINGS)"
	Pop $settingsBox
	nsDialogs::Show
FunctionEnd

Function un.Confirmed
	${NSD_GetState} $settingsBox $0
	${If} $0 = ${BST_CHECKED}
		StrCpy $keepSettings 0
	${EndIf}
FunctionEnd

; DeleteEmptyKey: other programs may have written into the key.
!macro DeleteEmptyKey key
	ClearErrors
	EnumRegValue $1 HKCU "${key}" 0
	${If} ${Errors}
		DeleteRegKey /ifempty HKCU "${key}"
	${EndIf}
!macroend

; DeleteAll: the files of a folder that is the program's alone, not those of folders in it.
!macro DeleteAll folder
	Delete "${folder}\*.*"
	RMDir "${folder}"
!macroend

Section un.Program
	SetShellVarContext current
	Call un.WaitUntilFree
	SetOutPath "$TEMP" ; a folder that is used cannot go

	; What was registered may belong to another copy by now.
	ReadRegStr $0 HKCU "${KEY}" "InstallLocation"
	${If} $0 == $INSTDIR
		Delete "$SMPROGRAMS\${NAME}.lnk"
		ReadRegDWORD $1 HKCU "${KEY}" "DesktopIcon"
		${If} $1 = 1
			Delete "$DESKTOP\${NAME}.lnk"
		${EndIf}
		ReadRegStr $1 HKCU "Software\Classes\.bieuxa" ""
		${If} $1 == "${TYPE}"
			DeleteRegValue HKCU "Software\Classes\.bieuxa" ""
			DeleteRegValue HKCU "Software\Classes\.bieuxa" "Content Type"
		${EndIf}
		DeleteRegValue HKCU "Software\Classes\.bieuxa\OpenWithProgids" "${TYPE}"
		!insertmacro DeleteEmptyKey "Software\Classes\.bieuxa\OpenWithProgids"
		!insertmacro DeleteEmptyKey "Software\Classes\.bieuxa"
		DeleteRegKey HKCU "Software\Classes\${TYPE}"
		DeleteRegKey HKCU "${KEY}"
		System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
	${EndIf}

	; Only what was installed, file by file; folders only if nothing else is in them.
	Delete "$INSTDIR\opengl\bieuxa.exe"
	!include "${LISTS}/uninstall.nsh"
	Delete "$INSTDIR\uninstall.exe"
	RMDir "$INSTDIR"

	; What the program made of its own files in the person's folder, where it could not write beside itself.
	!insertmacro DeleteAll "$LOCALAPPDATA\bieuxa\opengl"

	; The communes' own books (so-xa) and the copies of last resort (sao-luu) are books: they stay.
	${If} $keepSettings = 0
		Delete "$LOCALAPPDATA\bieuxa\preferences.json"
		!insertmacro DeleteAll "$LOCALAPPDATA\bieuxa\logs"
		!insertmacro DeleteAll "$LOCALAPPDATA\bieuxa\phien"
		!insertmacro DeleteAll "$APPDATA\fyne\vn.bieuxa"
		RMDir "$APPDATA\fyne"
		!insertmacro DeleteAll "$LOCALAPPDATA\fyne\vn.bieuxa"
		RMDir "$LOCALAPPDATA\fyne"
	${EndIf}
	RMDir "$LOCALAPPDATA\bieuxa"
SectionEnd
