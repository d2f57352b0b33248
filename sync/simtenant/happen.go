package simtenant

import "math/rand/v2"

// An event is what happened, for the truth. license is -1 where none is meant.
type event struct {
	at      moment
	who     int32
	what    string
	license int16
	detail  string
}

// rates are the expected number of occurrences per person and working day. At
// 500 people, 60 days bring each of them a handful of times.
var rates = []struct {
	kind occurrenceKind
	rate float64
}{
	{join, 0.0020}, {leave, 0.0018}, {rename, 0.0004}, {block, 0.0004}, {gain, 0.0014}, {lose, 0.0008},
	{swap, 0.0007}, {startTrial, 0.0009}, {useFirst, 0.0011}, {fallQuiet, 0.0005},
}

// run lets everything happen that is due until the instant, in order.
func (w *world) run(until moment) {
	for {
		o, ok := w.queue.due(until)
		if !ok {
			break
		}
		w.now = max(w.now, o.at)
		w.happen(o)
	}
	w.now = max(w.now, until)
}

func (w *world) happen(o occurrence) {
	r := stream(w.seed, forDay, o.turn)
	switch o.kind {
	case dawn:
		w.plan(o.at)
	case join:
		w.join(r)
	case leave:
		w.leave(r)
	case leaveNow:
		if w.people[o.who].present() {
			w.goNow(r, o.who)
		}
	case comeBack:
		w.comeBack(o.who)
	case purge:
		w.purge(o)
	case rename:
		w.rename(r)
	case block:
		w.block(r)
	case unblock:
		w.unblock(o.who)
	case gain:
		w.gain(r)
	case lose:
		w.lose(r)
	case swap:
		w.swap(r)
	case rollOut:
		w.rollOut(r, o.at)
	case startTrial:
		w.startTrial(r)
	case trialEnds:
		w.endTrial(o)
	case useFirst:
		w.useFirst(r)
	case fallQuiet:
		w.fallQuiet(r)
	case leaveForGood:
		if w.people[o.who].present() {
			w.goForGood(o.who)
		}
	case scripted:
		w.play(r, o)
	}
}

// plan draws what a day brings and when. Few things happen on a weekend.
func (w *world) plan(dayStart moment) {
	r := stream(w.seed, forDay, uint64(dayStart)<<20)
	scale := float64(w.size) * w.life.bustle()
	if wd := dayStart.time().Weekday(); wd == 0 || wd == 6 {
		scale *= 0.15
	}
	for _, rate := range rates {
		for range draw(r, rate.rate*scale) {
			w.planAt(r, dayStart, rate.kind)
		}
	}
	if w.life.rollOutOf(dayStart) > 0 || dayStart.time().Day()%11 == 6 {
		w.planAt(r, dayStart, rollOut)
	}
	w.queue.push(occurrence{at: dayStart + day, kind: dawn})
}

func (w *world) planAt(r *rand.Rand, dayStart moment, kind occurrenceKind) {
	at := dayStart + 6*60*60 + moment(r.IntN(12*60*60)) // office hours, roughly
	if at > w.start {
		w.queue.push(occurrence{at: at, kind: kind})
	}
}

func (w *world) record(who int32, what string, license int16, detail string) {
	if w.log {
		w.events = append(w.events, event{at: w.now, who: who, what: what, license: license, detail: detail})
		w.track(who, what, license)
	}
}

// takeEvents hands over what happened since the last call.
func (w *world) takeEvents() []event {
	out := w.events
	w.events = nil
	return out
}
