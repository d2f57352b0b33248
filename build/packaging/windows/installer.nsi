; The installer for Windows, for one person and without an administrator's rights: programs
; go to %LOCALAPPDATA%\Programs, and everything in the registry to HKEY_CURRENT_USER.
; It never touches a history file.
;
; The build program hands in what it is made from as symbols (-D): PRODUCT, VERSION, NUMBERS,
; PUBLISHER, COPYRIGHT, HOMEPAGE (if there is one), WINDOW and CONSOLE (file names), ARCH,
; EXTENSION, FILE_KIND, PROG_ID, FOLDER (of the programs and texts), ICON, OUT, and SIGN and
; WEBVIEW2_SETUP where there are such.
;
; Switches: /S installs without a question, /D=FOLDER (last, unquoted) elsewhere, /NOPATH
; leaves PATH alone, /NOFILES the files of other programs. Exit codes: 0 done, 1 canceled,
; 2 nothing was changed because a program is in use, 3 the wrong kind of Windows.

Unicode true
Target amd64-unicode ; also on Arm, where Windows 11 runs it
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PROG_ID}"
!define DATA "LicenseLedger" ; the folder of app/desktop/places.go
!define CLASSES "Software\Classes"

Name "${PRODUCT}"
OutFile "${OUT}"
BrandingText "${PRODUCT} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${PRODUCT}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_NOAUTOCLOSE
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!ifndef WEBVIEW2_SETUP
  Page custom webViewPage
!endif
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(UninstallTells)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; Windows' own language picks; the first stands for all others.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Dutch"
!include "words.nsh"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro FACT NAME TEXT
  VIAddVersionKey /LANG=${LANG_ENGLISH} "${NAME}" "${TEXT}"
  VIAddVersionKey /LANG=${LANG_DUTCH} "${NAME}" "${TEXT}"
!macroend
!insertmacro FACT ProductName "${PRODUCT}"
!insertmacro FACT ProductVersion "${VERSION}"
!insertmacro FACT FileVersion "${VERSION}"
!insertmacro FACT FileDescription "${PRODUCT} Setup"
!insertmacro FACT CompanyName "${PUBLISHER}"
!insertmacro FACT LegalCopyright "${COPYRIGHT}"

!ifdef SIGN
  !finalize '"${SIGN}" "%1"' = 0
  !uninstfinalize '"${SIGN}" "%1"' = 0
!endif

!include "closed.nsh"
!include "path.nsh"
!include "webview2.nsh"

Section "!${PRODUCT}" SecProgram
  SectionIn RO
  Call UntilClosed
  SetOutPath "$INSTDIR"
  File "${FOLDER}\${WINDOW}"
  File "${FOLDER}\${CONSOLE}"
  File "${FOLDER}\*.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}.lnk" "$INSTDIR\${WINDOW}"

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  !ifdef HOMEPAGE
    WriteRegStr HKCU "${UNINSTALL_KEY}" "URLInfoAbout" "${HOMEPAGE}"
  !endif
  SectionGetSize ${SecProgram} $0 ; in kilobytes
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  Call needWebView
SectionEnd

Section "$(FilesName)" SecFiles
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}" "" "${FILE_KIND}"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${PROG_ID}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids" "${PROG_ID}" ""
  ; Another program's files stay its own: Windows asks with which to open.
  ReadRegStr $0 HKCU "${CLASSES}\.${EXTENSION}" ""
  ${If} $0 == ""
    WriteRegStr HKCU "${CLASSES}\.${EXTENSION}" "" "${PROG_ID}"
  ${EndIf}
  Call filesChanged
SectionEnd

Section "$(PathName)" SecPath
  Call AddToPath
SectionEnd

; What was left out stays left out at the next upgrade.
Section "-choices"
  ${If} ${SectionIsSelected} ${SecPath}
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "OnPath" 1
  ${Else}
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "OnPath" 0
    Call RemoveFromPath
  ${EndIf}
  ${If} ${SectionIsSelected} ${SecFiles}
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "OpensFiles" 1
  ${Else}
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "OpensFiles" 0
    Call leaveFiles
  ${EndIf}
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SecProgram} "$(ProgramTells)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecFiles} "$(FilesTells)"
  !insertmacro MUI_DESCRIPTION_TEXT ${SecPath} "$(PathTells)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

!macro CHOICE NAME SWITCH SECTION
  ClearErrors
  ReadRegDWORD $0 HKCU "${UNINSTALL_KEY}" "${NAME}"
  ${IfNot} ${Errors}
  ${AndIf} $0 = 0
    !insertmacro UnselectSection ${SECTION}
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "${SWITCH}" $0
  ${IfNot} ${Errors}
    !insertmacro UnselectSection ${SECTION}
  ${EndIf}
!macroend

!macro WRONG_WINDOWS
  MessageBox MB_OK|MB_ICONSTOP "$(WrongWindows)" /SD IDOK
  SetErrorLevel 3
  Quit
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    !insertmacro WRONG_WINDOWS
  ${EndIf}
  !if "${ARCH}" == "arm64"
    ${IfNot} ${IsNativeARM64}
      !insertmacro WRONG_WINDOWS
    ${EndIf}
  !endif
  ${GetParameters} $R0
  !insertmacro CHOICE OnPath /NOPATH ${SecPath}
  !insertmacro CHOICE OpensFiles /NOFILES ${SecFiles}
FunctionEnd

!macro FILES_CHANGED un
  Function ${un}filesChanged
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
  FunctionEnd

  Function ${un}leaveFiles
    ReadRegStr $0 HKCU "${CLASSES}\.${EXTENSION}" ""
    ${If} $0 == "${PROG_ID}"
      DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}" ""
    ${EndIf}
    DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids" "${PROG_ID}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.${EXTENSION}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.${EXTENSION}"
    DeleteRegKey HKCU "${CLASSES}\${PROG_ID}"
    Call ${un}filesChanged
  FunctionEnd
!macroend
!insertmacro FILES_CHANGED ""
!insertmacro FILES_CHANGED "un."

; What was scheduled would start a program that is no more. app/schedule keeps a copy of each
; task, by its name.
Function un.leaveSchedules
  FindFirst $0 $1 "$APPDATA\${DATA}\schedule\*.xml"
  ${DoWhile} $1 != ""
    StrCpy $2 $1 -4
    nsExec::Exec 'schtasks /Delete /F /TN "${PRODUCT} $2"'
    Pop $3
    Delete "$APPDATA\${DATA}\schedule\$1"
    FindNext $0 $1
  ${Loop}
  FindClose $0
  RMDir "$APPDATA\${DATA}\schedule"
FunctionEnd

; Only what was installed goes: a folder with anything else in it stays.
Section "Uninstall"
  Call un.UntilClosed
  Delete "$SMPROGRAMS\${PRODUCT}.lnk"
  Call un.leaveFiles
  Call un.RemoveFromPath
  Call un.leaveSchedules
  RMDir /r "$LOCALAPPDATA\${DATA}\window" ; what the window keeps to be quick
  RMDir /r "$LOCALAPPDATA\${DATA}\pictures"
  RMDir /r "$LOCALAPPDATA\${DATA}\schedule" ; what syncs said that nobody watched
  RMDir "$LOCALAPPDATA\${DATA}"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\*.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
SectionEnd
