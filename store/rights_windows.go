package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/windows"
)

// createAlone makes an empty file that nobody but its owner, the system and the
// administrators of this computer can read, wherever it lies. On a share the folder
// decides: that is how people are given a file there.
func createAlone(path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return &os.PathError{Op: "create", Path: path, Err: err}
	}
	var rights *windows.SecurityAttributes
	if fileSystemOf(filepath.Dir(path)) != remoteDrive {
		if rights, err = ownerAlone(); err != nil {
			return fmt.Errorf("say who may read %s: %w", filepath.Base(path), err)
		}
	}
	handle, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, rights, windows.CREATE_NEW, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return &os.PathError{Op: "create", Path: path, Err: err}
	}
	return windows.CloseHandle(handle)
}

// ownerAlone are the rights of a file that takes nothing over from its folder (P), and
// gives everything (FA) to the system, to administrators and to who runs this program.
// https://learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format
func ownerAlone() (*windows.SecurityAttributes, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	rights, err := windows.SecurityDescriptorFromString("D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;" + user.User.Sid.String() + ")")
	if err != nil {
		return nil, err
	}
	return &windows.SecurityAttributes{Length: uint32(unsafe.Sizeof(windows.SecurityAttributes{})), SecurityDescriptor: rights}, nil
}

// logsLikeFile gives the log of an open file, and the index of that, the rights of the
// file where it has some of its own: Windows gave them those of the folder. Where somebody
// else made them, they have done it.
func logsLikeFile(path string) error {
	rights, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return fmt.Errorf("ask who may read %s: %w", filepath.Base(path), err)
	}
	list, _, err := rights.DACL()
	if err != nil || list == nil || isInherited(list) {
		return nil // the folder's, or none: FAT knows no rights
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		err := giveRights(path+suffix, rights)
		if err != nil && !errors.Is(err, windows.ERROR_FILE_NOT_FOUND) && !errors.Is(err, windows.ERROR_ACCESS_DENIED) {
			return fmt.Errorf("let others not read %s: %w", filepath.Base(path)+suffix, err)
		}
	}
	return nil
}

// giveRights gives a file, which may be open, a list of rights and nothing of its folder's.
func giveRights(path string, rights *windows.SECURITY_DESCRIPTOR) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	const everybody = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE | windows.FILE_SHARE_DELETE
	handle, err := windows.CreateFile(name, windows.READ_CONTROL|windows.WRITE_DAC, everybody, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return err
	}
	err = windows.SetKernelObjectSecurity(handle, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, rights)
	return errors.Join(err, windows.CloseHandle(handle))
}

// isInherited tells whether a file has rights that are its folder's.
func isInherited(list *windows.ACL) bool {
	for i := range uint32(list.AceCount) {
		var entry *windows.ACCESS_ALLOWED_ACE
		if windows.GetAce(list, i, &entry) != nil || entry.Header.AceFlags&windows.INHERITED_ACE != 0 {
			return true
		}
	}
	return false
}
