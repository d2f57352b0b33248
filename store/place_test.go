package store

import (
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

func TestPlaceOf(t *testing.T) {
	local := ledger.Place{Kind: ledger.PlaceLocal}
	cloud := func(name string) ledger.Place { return ledger.Place{Kind: ledger.PlaceCloud, Name: name} }
	network := func(name string) ledger.Place { return ledger.Place{Kind: ledger.PlaceNetwork, Name: name} }
	oneDrive := map[string]string{"OneDriveCommercial": `C:\Users\admin\Contoso Files`, "OneDrive": ""}
	for _, c := range []struct {
		folder     string
		env        map[string]string
		fileSystem string
		marker     string
		want       ledger.Place
	}{
		{folder: "/home/admin/ledgers", fileSystem: "ext4", want: local},
		{folder: "/home/admin/ledgers", fileSystem: "fuse.ecryptfs", want: local},
		{folder: "/home/admin/ledgers", want: local},
		{folder: "/mnt/team", fileSystem: "nfs4", want: network("nfs4")},
		{folder: "/mnt/team", fileSystem: "cifs", want: network("cifs")},
		{folder: "/mnt/team", fileSystem: "fuse.sshfs", want: network("fuse.sshfs")},
		{folder: "/mnt/c/Users/admin", fileSystem: "9p", want: network("9p")},
		{folder: "/Volumes/team", fileSystem: "smbfs", want: network("smbfs")},
		{folder: `\\server\team`, fileSystem: remoteDrive, want: network(remoteDrive)},
		{folder: `C:\Users\admin\OneDrive\ledgers`, want: cloud("OneDrive")},
		{folder: `C:\Users\admin\OneDrive - Contoso`, want: cloud("OneDrive")},
		{folder: `C:\Users\admin\onedrives`, want: local},
		{folder: `c:\users\ADMIN\Contoso Files\ledgers`, env: oneDrive, want: cloud("OneDrive")},
		{folder: `C:\Users\admin\Contoso Files 2`, env: oneDrive, want: local},
		{folder: "/Users/admin/Library/Mobile Documents/com~apple~CloudDocs", want: cloud("iCloud Drive")},
		{folder: "/Users/admin/Mobile Documents", want: local},
		{folder: "/Users/admin/Library/CloudStorage/OneDrive-Contoso/x", want: cloud("OneDrive")},
		{folder: "/Users/admin/Library/CloudStorage/GoogleDrive-jane@contoso.com/My Drive", want: cloud("Google Drive")},
		{folder: "/home/admin/onedrive-tools", want: local},
		{folder: "/home/admin/Dropbox/x", fileSystem: "ext4", want: cloud("Dropbox")},
		{folder: "/home/admin/Dropbox (Contoso)", want: cloud("Dropbox")},
		{folder: "/home/admin/Nextcloud/x", fileSystem: "nfs", want: cloud("Nextcloud")},
		{folder: "/srv/shared/a/b", marker: "/srv/shared/.nextcloudsync.log", want: cloud("Nextcloud")},
		{folder: "/srv/shared/a/b", marker: "/srv/shared/a/c/.nextcloudsync.log", want: local},
		{folder: "/data/box/a", marker: "/data/box/.dropbox.cache", want: cloud("Dropbox")},
	} {
		got := placeOf(surroundings{
			folder:     c.folder,
			env:        func(name string) string { return c.env[name] },
			fileSystem: c.fileSystem,
			exists:     func(path string) bool { return c.marker != "" && filepath.ToSlash(path) == c.marker },
		})
		if got != c.want {
			t.Errorf("%s (%s, %v) is %+v, want %+v", c.folder, c.fileSystem, c.env, got, c.want)
		}
	}
}

// TestPlaceOf_AMarkOfTheHomeFolder: the settings of Dropbox's program lie in
// every home folder, whether or not it is copied.
func TestPlaceOf_DropboxSettingsAreNoMark(t *testing.T) {
	s := surroundings{folder: "/home/admin/ledgers", env: func(string) string { return "" }, exists: func(path string) bool {
		path = filepath.ToSlash(path)
		return path == "/home/admin/.dropbox" || path == "/home/admin/.dropbox/info.json"
	}}
	if got := placeOf(s); got.Kind != ledger.PlaceLocal {
		t.Errorf("the home folder is %+v", got)
	}
}

func TestPlaceOf_ThisComputer(t *testing.T) {
	if got := PlaceOf(filepath.Join(t.TempDir(), "contoso.ledger")); got.Kind == ledger.PlaceCloud {
		t.Errorf("the folder of a test is %+v", got)
	}
}
