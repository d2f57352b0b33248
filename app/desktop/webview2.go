package desktop

import (
	"github.com/wailsapp/wails/v2/pkg/options/windows"
)

// windowsOptions are what Wails does on Windows alone. There WebView2 draws the
// window: a part of Windows 11 and of nearly every Windows 10. Where it is
// missing, Wails asks whether to get it from Microsoft before it opens a window,
// in these words; without an OK nothing is got and the program ends with 1.
func (w *Window) windowsOptions() *windows.Options {
	messages := webViewEnglish
	if language := w.chosen().Language; language == "nl" || language == choiceSystem && systemIsDutch() {
		messages = webViewDutch
	}
	return &windows.Options{WebviewUserDataPath: w.places.webView, Messages: &messages}
}

var webViewEnglish = windows.Messages{
	MissingRequirements:  "License Ledger needs WebView2",
	InstallationRequired: "License Ledger draws its window with WebView2, a free part of Windows that is not on this computer. OK gets it from Microsoft, which can take a minute; then the window opens. Cancel closes License Ledger. licensectl works without it.",
	UpdateRequired:       "License Ledger draws its window with WebView2, and the one on this computer is too old. OK gets a newer one from Microsoft, which can take a minute; then the window opens. Cancel closes License Ledger. licensectl works without it.",
	Webview2NotInstalled: "WebView2 is not on this computer. Get it from Microsoft, and start License Ledger again; licensectl works without it.",
	Error:                "License Ledger",
	FailedToInstall:      "WebView2 could not be installed. Check the connection, or ask whoever looks after this computer; then start License Ledger again.",
	InvalidFixedWebview2: "The WebView2 that was named cannot be used. Name another, or none.",
	WebView2ProcessCrash: "WebView2 ended unexpectedly. Start License Ledger again; the history file is as it was.",
}

var webViewDutch = windows.Messages{
	MissingRequirements:  "License Ledger heeft WebView2 nodig",
	InstallationRequired: "License Ledger tekent het venster met WebView2, een gratis onderdeel van Windows dat niet op deze computer staat. OK haalt het op bij Microsoft, wat een minuut kan duren; daarna opent het venster. Annuleren sluit License Ledger. licensectl werkt zonder.",
	UpdateRequired:       "License Ledger tekent het venster met WebView2, en dat op deze computer is te oud. OK haalt een nieuwer op bij Microsoft, wat een minuut kan duren; daarna opent het venster. Annuleren sluit License Ledger. licensectl werkt zonder.",
	Webview2NotInstalled: "WebView2 staat niet op deze computer. Haal het op bij Microsoft, en start License Ledger opnieuw; licensectl werkt zonder.",
	Error:                "License Ledger",
	FailedToInstall:      "WebView2 kon niet worden geïnstalleerd. Controleer de verbinding, of vraag het aan wie deze computer beheert; start License Ledger daarna opnieuw.",
	InvalidFixedWebview2: "De genoemde WebView2 kan niet worden gebruikt. Noem een andere, of geen.",
	WebView2ProcessCrash: "WebView2 is onverwacht gestopt. Start License Ledger opnieuw; het geschiedenisbestand is zoals het was.",
}
