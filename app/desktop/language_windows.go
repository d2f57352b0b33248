package desktop

import "syscall"

var getUserDefaultUILanguage = syscall.NewLazyDLL("kernel32.dll").NewProc("GetUserDefaultUILanguage")

// systemIsDutch tells whether Windows speaks Dutch to this person, of whichever
// country.
// https://learn.microsoft.com/windows/win32/intl/language-identifiers
func systemIsDutch() bool {
	const primary, dutch = 0x3ff, 0x13
	language, _, _ := getUserDefaultUILanguage.Call()
	return language&primary == dutch
}
