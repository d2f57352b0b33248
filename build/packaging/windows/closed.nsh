; Waits until neither program is running: Windows replaces and removes no program that is.
; With windows of its own the installer asks the person; without, it asks the window to
; close, as its cross would, waits half a minute, and gives up without a change. It ends no
; program by force: it could be in the middle of a sync.

!macro CLOSED un
  ; The name of a program that is in use, or nothing, in $0.
  Function ${un}InUse
    StrCpy $0 ""
    !insertmacro IN_USE "${WINDOW}"
    !insertmacro IN_USE "${CONSOLE}"
  FunctionEnd

  Function ${un}UntilClosed
    StrCpy $1 0
    again:
    Call ${un}InUse
    ${If} $0 == ""
      Return
    ${EndIf}
    ${IfNot} ${Silent}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(InUse)" IDRETRY again
      Abort "$(NothingChanged)"
    ${EndIf}
    ${If} $1 = 0
      nsExec::Exec 'taskkill /IM "${WINDOW}"'
      Pop $2
    ${EndIf}
    IntOp $1 $1 + 1
    ${If} $1 > 60
      SetErrorLevel 2
      Quit
    ${EndIf}
    Sleep 500
    Goto again
  FunctionEnd
!macroend

!macro IN_USE FILE
  ${If} $0 == ""
  ${AndIf} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $2 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      StrCpy $0 "${FILE}"
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
!macroend

!insertmacro CLOSED ""
!insertmacro CLOSED "un."
