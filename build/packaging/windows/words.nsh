; Everything that the installer says beside what NSIS itself says, in each of its languages.

!macro WORDS NAME ENGLISH DUTCH
  LangString ${NAME} ${LANG_ENGLISH} "${ENGLISH}"
  LangString ${NAME} ${LANG_DUTCH} "${DUTCH}"
!macroend

!insertmacro WORDS ProgramTells \
  "The window, licensectl for the command line, and an entry in the start menu." \
  "Het venster, licensectl voor de opdrachtregel, en een vermelding in het startmenu."
!insertmacro WORDS FilesName \
  "Open history files" \
  "Geschiedenisbestanden openen"
!insertmacro WORDS FilesTells \
  "A double click on a .${EXTENSION} file opens it in ${PRODUCT}." \
  "Dubbelklikken op een .${EXTENSION}-bestand opent het in ${PRODUCT}."
!insertmacro WORDS PathName \
  "licensectl in every command window" \
  "licensectl in elk opdrachtvenster"
!insertmacro WORDS PathTells \
  "Adds the folder of the programs to your PATH, so that licensectl is found by its name." \
  "Voegt de map van de programma's toe aan uw PATH, zodat licensectl bij naam wordt gevonden."
!insertmacro WORDS PathLong \
  "Your PATH is too long to be changed here. It was left as it is; add $INSTDIR yourself if you want to." \
  "Uw PATH is te lang om hier te wijzigen. Het bleef zoals het is; voeg $INSTDIR desgewenst zelf toe."
!insertmacro WORDS InUse \
  "$0 is still running. Close it, and wait until a sync is done; then choose Retry." \
  "$0 is nog actief. Sluit het af, en wacht tot een synchronisatie klaar is; kies dan Opnieuw."
!insertmacro WORDS NothingChanged \
  "Nothing was changed, because a program is in use." \
  "Er is niets gewijzigd, omdat een programma in gebruik is."
!insertmacro WORDS WrongWindows \
  "This ${PRODUCT} is for Windows 10 or 11 on another kind of processor than this one (${ARCH}), or Windows is older than that. Get the installer that fits." \
  "Deze ${PRODUCT} is voor Windows 10 of 11 op een andere soort processor dan deze (${ARCH}), of Windows is ouder. Neem het installatieprogramma dat past."
!insertmacro WORDS WebViewTitle \
  "One part is missing: WebView2" \
  "Eén onderdeel ontbreekt: WebView2"
!insertmacro WORDS WebViewMissing \
  "Microsoft's WebView2 is not on this computer. The window needs it; licensectl does not." \
  "WebView2 van Microsoft staat niet op deze computer. Het venster heeft het nodig; licensectl niet."
!insertmacro WORDS WebViewTells \
  "${PRODUCT} is installed. Its window is drawn by WebView2, a free part of Windows that Microsoft hands out.$\r$\n$\r$\nThe button opens Microsoft's download in your browser. Run what you get, or ask whoever looks after this computer. Then start ${PRODUCT}." \
  "${PRODUCT} is geïnstalleerd. Het venster wordt getekend door WebView2, een gratis onderdeel van Windows dat Microsoft aanbiedt.$\r$\n$\r$\nDe knop opent de download van Microsoft in uw browser. Voer uit wat u krijgt, of vraag het aan wie deze computer beheert. Start daarna ${PRODUCT}."
!insertmacro WORDS WebViewGet \
  "Get WebView2 from Microsoft" \
  "WebView2 ophalen bij Microsoft"
!insertmacro WORDS WebViewGets \
  "Microsoft's set-up program gets WebView2..." \
  "Het installatieprogramma van Microsoft haalt WebView2 op..."
!insertmacro WORDS UninstallTells \
  "The programs, their entries and what the window kept to be quick are removed. Your history files, your settings and what you exported stay where they are." \
  "De programma's, hun vermeldingen en wat het venster bewaarde om snel te zijn worden verwijderd. Uw geschiedenisbestanden, uw instellingen en wat u exporteerde blijven waar ze zijn."
