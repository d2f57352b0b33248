package simtenant

import "container/heap"

// An occurrence is something that will happen at an instant. Its outcome is
// drawn when it happens, from a stream of its own, so that stepping through a
// day and leaping over it lead to the same world.
type occurrence struct {
	at   moment
	kind occurrenceKind
	who  int32
	sku  uint8
	turn uint64 // order of planning; also the seed of what it draws
}

type occurrenceKind uint8

const (
	dawn occurrenceKind = iota // plan the day that begins
	join
	leave
	leaveNow
	comeBack
	purge
	rename
	block
	unblock
	gain
	lose
	swap
	rollOut
	startTrial
	trialEnds
	useFirst
	fallQuiet
	leaveForGood
	scripted
)

// queue is ordered by instant, then by the order of planning.
type queue struct {
	items []occurrence
	turn  uint64
}

func (q *queue) push(o occurrence) {
	q.turn++
	o.turn = q.turn
	heap.Push((*occurrenceHeap)(&q.items), o)
}

// pushAs takes a turn that is not the next one, so that everything else keeps
// its own.
func (q *queue) pushAs(o occurrence, turn uint64) {
	o.turn = turn
	heap.Push((*occurrenceHeap)(&q.items), o)
}

func (q *queue) due(now moment) (occurrence, bool) {
	if len(q.items) == 0 || q.items[0].at > now {
		return occurrence{}, false
	}
	return heap.Pop((*occurrenceHeap)(&q.items)).(occurrence), true
}

type occurrenceHeap []occurrence

func (h occurrenceHeap) Len() int      { return len(h) }
func (h occurrenceHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *occurrenceHeap) Push(o any)   { *h = append(*h, o.(occurrence)) }
func (h occurrenceHeap) Less(i, j int) bool {
	return h[i].at < h[j].at || h[i].at == h[j].at && h[i].turn < h[j].turn
}

func (h *occurrenceHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
