; WebView2 is what draws the window: a part of Windows 11, and of nearly every Windows 10.
; Where it is missing, an installer that has Microsoft's own set-up program in it
; (WEBVIEW2_SETUP) runs that; any other shows a page that leads to Microsoft.

!define WEBVIEW2 "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define WEBVIEW2_ADDRESS "https://go.microsoft.com/fwlink/p/?LinkId=2124703"

; The version of WebView2 in $0, or nothing.
; https://learn.microsoft.com/microsoft-edge/webview2/concepts/distribution
Function findWebView
  ReadRegStr $0 HKLM "SOFTWARE\WOW6432Node\${WEBVIEW2}" "pv"
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ReadRegStr $0 HKCU "Software\${WEBVIEW2}" "pv"
  ${EndIf}
  ${If} $0 == "0.0.0.0"
    StrCpy $0 ""
  ${EndIf}
FunctionEnd

Function needWebView
  Call findWebView
  ${If} $0 != ""
    Return
  ${EndIf}
  !ifdef WEBVIEW2_SETUP
    InitPluginsDir
    File "/oname=$PLUGINSDIR\MicrosoftEdgeWebview2Setup.exe" "${WEBVIEW2_SETUP}"
    DetailPrint "$(WebViewGets)"
    ExecWait '"$PLUGINSDIR\MicrosoftEdgeWebview2Setup.exe" /silent /install' $0
    Call findWebView
    ${If} $0 != ""
      Return
    ${EndIf}
  !endif
  DetailPrint "$(WebViewMissing)"
FunctionEnd

!ifndef WEBVIEW2_SETUP
  !include nsDialogs.nsh

  Function webViewPage
    Call findWebView
    ${If} $0 != ""
      Abort ; no page is needed
    ${EndIf}
    !insertmacro MUI_HEADER_TEXT "$(WebViewTitle)" "$(WebViewMissing)"
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateLabel} 0 0 100% 60u "$(WebViewTells)"
    Pop $0
    ${NSD_CreateButton} 0 70u 60% 16u "$(WebViewGet)"
    Pop $0
    ${NSD_OnClick} $0 openWebViewAddress
    nsDialogs::Show
  FunctionEnd

  Function openWebViewAddress
    Pop $0
    ExecShell "open" "${WEBVIEW2_ADDRESS}"
  FunctionEnd
!endif
