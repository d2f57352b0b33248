package desktop

import "golang.org/x/sys/windows/registry"

// webView2Key is where WebView2 says which version of it is installed.
// https://learn.microsoft.com/microsoft-edge/webview2/concepts/distribution#detect-if-a-webview2-runtime-is-already-installed
const webView2Key = `Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}`

// webViewVersion tells what draws the window; "" where that cannot be read.
func webViewVersion() string {
	for _, place := range []struct {
		root registry.Key
		path string
	}{{registry.LOCAL_MACHINE, `SOFTWARE\WOW6432Node\` + webView2Key}, {registry.LOCAL_MACHINE, `SOFTWARE\` + webView2Key}, {registry.CURRENT_USER, `Software\` + webView2Key}} {
		key, err := registry.OpenKey(place.root, place.path, registry.QUERY_VALUE)
		if err != nil {
			continue
		}
		version, _, err := key.GetStringValue("pv")
		_ = key.Close()
		if err == nil && version != "" {
			return "WebView2 " + version
		}
	}
	return ""
}
