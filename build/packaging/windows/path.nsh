; Puts the folder of the programs at the end of this person's PATH, and takes it out again.
; NSIS holds texts of at most 1024 characters: a longer PATH is left as it is, since half of
; it would be lost, and that is told.

!include WinMessages.nsh

!macro PATH un
  ; Reads PATH into $0; $1 is "long" if it is too long to be changed here.
  Function ${un}ReadPath
    StrCpy $1 ""
    ClearErrors
    ReadRegStr $0 HKCU "Environment" "Path"
    ${If} ${Errors}
      StrCpy $0 ""
      ; Not there at all, or longer than fits: ask for its size alone.
      System::Call 'advapi32::RegGetValueW(p 0x80000001, w "Environment", w "Path", i 0x10000006, p 0, p 0, *i 0 .r2) i .r3'
      ${If} $3 = 0
        StrCpy $1 "long"
      ${EndIf}
    ${EndIf}
    StrLen $2 "$0;$INSTDIR;;"
    IntOp $3 ${NSIS_MAX_STRLEN} - 8
    ${If} $2 >= $3
      StrCpy $1 "long"
    ${EndIf}
  FunctionEnd

  ; Where ";$INSTDIR;" begins in ";$0;" in $2, or -1.
  Function ${un}FindInPath
    StrCpy $3 ";$INSTDIR;"
    StrLen $4 $3
    StrCpy $5 ";$0;"
    StrLen $6 $5
    StrCpy $2 0
    ${DoWhile} $2 < $6
      StrCpy $7 $5 $4 $2
      ${If} $7 == $3 ; whatever the letters' case
        Return
      ${EndIf}
      IntOp $2 $2 + 1
    ${Loop}
    StrCpy $2 -1
  FunctionEnd

  Function ${un}RemoveFromPath
    Call ${un}ReadPath
    ${If} $1 == "long"
      DetailPrint "$(PathLong)"
      Return
    ${EndIf}
    Call ${un}FindInPath
    ${If} $2 < 0
      Return
    ${EndIf}
    StrCpy $6 $5 $2 ; before it, with the semicolon that was put in front
    IntOp $2 $2 + $4
    StrCpy $7 $5 "" $2 ; behind it, with the one that was put there
    StrCpy $0 "$6;$7"
    StrCpy $0 $0 -1 1 ; without the first and the last semicolon
    ${If} $0 == ""
      DeleteRegValue HKCU "Environment" "Path"
    ${Else}
      WriteRegExpandStr HKCU "Environment" "Path" $0
    ${EndIf}
    Call ${un}TellPath
  FunctionEnd

  Function ${un}TellPath
    SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=2000
  FunctionEnd
!macroend

!insertmacro PATH ""
!insertmacro PATH "un."

Function AddToPath
  Call ReadPath
  ${If} $1 == "long"
    DetailPrint "$(PathLong)"
    Return
  ${EndIf}
  Call FindInPath
  ${If} $2 >= 0
    Return
  ${EndIf}
  ${If} $0 == ""
    StrCpy $0 $INSTDIR
  ${Else}
    StrCpy $0 "$0;$INSTDIR"
  ${EndIf}
  WriteRegExpandStr HKCU "Environment" "Path" $0
  Call TellPath
FunctionEnd
