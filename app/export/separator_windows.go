package export

import (
	"syscall"
	"unsafe"
)

// localeSList asks for the list separator, which Excel takes a CSV file apart by.
// https://learn.microsoft.com/windows/win32/intl/locale-slist
const localeSList = 0x0000000C

var getLocaleInfoEx = syscall.NewLazyDLL("kernel32.dll").NewProc("GetLocaleInfoEx")

// localSeparator asks Windows for what the person chose; one that is no single
// character is left to the language.
func localSeparator(language string) rune {
	var text [8]uint16
	n, _, _ := getLocaleInfoEx.Call(0, localeSList, uintptr(unsafe.Pointer(&text[0])), uintptr(len(text)))
	if n == 2 && (text[0] == ',' || text[0] == ';' || text[0] == '\t' || text[0] == '|') {
		return rune(text[0])
	}
	return separatorOf(language)
}
