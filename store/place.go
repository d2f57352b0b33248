package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// PlaceOf tells whether a ledger at path would lie on this computer alone, on a
// network share, or in a folder that a program copies to a cloud. What cannot
// be found out is taken for local: this warns, it does not forbid.
func PlaceOf(path string) ledger.Place {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	folder := filepath.Dir(path)
	if real, err := filepath.EvalSymlinks(folder); err == nil {
		folder = real
	}
	return placeOf(surroundings{
		folder:     folder,
		env:        os.Getenv,
		fileSystem: fileSystemOf(folder),
		exists: func(path string) bool {
			_, err := os.Lstat(path)
			return err == nil
		},
	})
}

// Place tells where this ledger lies.
func (l *Ledger) Place() ledger.Place { return PlaceOf(l.path) }

// surroundings is what placeOf goes by.
type surroundings struct {
	folder     string // absolute
	env        func(name string) string
	fileSystem string // nfs4, smbfs, remote; "" when not known
	exists     func(path string) bool
}

// networkFileSystems are the names that Linux and macOS give to those that
// reach another computer, or the host of a virtual one. A name in fuse. is
// named by its program.
var networkFileSystems = []string{"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs", "coda",
	"ceph", "glusterfs", "lustre", "gpfs", "beegfs", "ocfs2", "gfs2", "9p", "vboxsf", "prl_fs",
	"fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph-fuse",
	"fuse.vmhgfs-fuse", "fuse.kio-fuse", remoteDrive}

// remoteDrive is a drive letter of Windows that stands for a share, and a path
// that names the share.
const remoteDrive = "remote"

func placeOf(s surroundings) ledger.Place {
	parts := strings.FieldsFunc(s.folder, func(r rune) bool { return r == '/' || r == '\\' })
	if name := cloudByEnvironment(s); name != "" {
		return ledger.Place{Kind: ledger.PlaceCloud, Name: name}
	}
	if name := cloudByNames(parts); name != "" {
		return ledger.Place{Kind: ledger.PlaceCloud, Name: name}
	}
	if name := cloudByMarker(s); name != "" {
		return ledger.Place{Kind: ledger.PlaceCloud, Name: name}
	}
	if slices.Contains(networkFileSystems, s.fileSystem) {
		return ledger.Place{Kind: ledger.PlaceNetwork, Name: s.fileSystem}
	}
	return ledger.Place{Kind: ledger.PlaceLocal}
}

// cloudByEnvironment goes by the variables in which OneDrive says where its
// folders are, whatever they are called.
func cloudByEnvironment(s surroundings) string {
	for _, variable := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
		if root := s.env(variable); root != "" && within(s.folder, root) {
			return "OneDrive"
		}
	}
	return ""
}

func within(folder, root string) bool {
	clean := func(path string) string {
		return strings.TrimRight(strings.ReplaceAll(strings.ToLower(path), `\`, "/"), "/")
	}
	folder, root = clean(folder), clean(root)
	return root != "" && (folder == root || strings.HasPrefix(folder, root+"/"))
}

// cloudByNames goes by the names that the services give their folders.
func cloudByNames(parts []string) string {
	for i, part := range parts {
		if part == "Mobile Documents" && i > 0 && parts[i-1] == "Library" {
			return "iCloud Drive"
		}
		inCloudStorage := i > 0 && parts[i-1] == "CloudStorage" // macOS keeps them all there: OneDrive-Contoso, GoogleDrive-jane@...
		name := strings.ToLower(part)
		for _, service := range []struct{ folder, name string }{
			{"onedrive", "OneDrive"}, {"dropbox", "Dropbox"}, {"google drive", "Google Drive"}, {"googledrive", "Google Drive"},
			{"icloud drive", "iCloud Drive"}, {"iclouddrive", "iCloud Drive"}, {"nextcloud", "Nextcloud"}, {"owncloud", "ownCloud"},
		} {
			rest, ok := strings.CutPrefix(name, service.folder)
			if ok && (rest == "" || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " (") || (inCloudStorage && rest[0] == '-')) {
				return service.name
			}
		}
	}
	return ""
}

// cloudByMarker goes by what the services leave in the top folder that they
// copy, which a person may have called anything.
func cloudByMarker(s surroundings) string {
	for folder := s.folder; ; folder = filepath.Dir(folder) {
		for _, mark := range []struct{ file, name string }{
			{".dropbox", "Dropbox"}, {".dropbox.cache", "Dropbox"}, {".nextcloudsync.log", "Nextcloud"}, {".owncloudsync.log", "ownCloud"},
			{".tmp.drivedownload", "Google Drive"},
		} {
			// ~/.dropbox holds the program's own settings, and is no mark of the home folder.
			if s.exists(filepath.Join(folder, mark.file)) && !(mark.file == ".dropbox" && s.exists(filepath.Join(folder, mark.file, "info.json"))) {
				return mark.name
			}
		}
		if folder == filepath.Dir(folder) {
			return ""
		}
	}
}
