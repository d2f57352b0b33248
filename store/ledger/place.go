package ledger

// PlaceKind tells what kind of place a ledger lies in.
type PlaceKind string

// The closed list of places.
const (
	PlaceLocal   PlaceKind = "local"
	PlaceNetwork PlaceKind = "network" // a share: SQLite's locks are not reliable there, and two computers can damage the file
	PlaceCloud   PlaceKind = "cloud"   // a folder that a program copies elsewhere while the file changes, with everything that is in it
)

// Place is where a ledger lies, as far as that matters for its safety.
type Place struct {
	Kind PlaceKind
	Name string // of the file system or the service: "cifs", "OneDrive"; "" for local
}
