package ledger

// UseRow says that one source saw somebody using a product.
type UseRow struct {
	UserID  Text
	Product Text
	Source  Text
	Used    Text // the UTC day, or the month where only months are kept
}
