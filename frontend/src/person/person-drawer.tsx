import { makeStyles, mergeClasses, OverlayDrawer } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { personQuery } from '../api/queries';
import { usePlacePart } from '../app/place';
import { useDelayed } from '../states/use-delayed';
import { BehindUnknown } from './behind-unknown';
import { Evidence } from './evidence';
import { ForgetPerson } from './forget-person';
import type { PersonAsked } from './open-person';
import { PersonBar } from './person-bar';
import { PersonHolds } from './person-holds';
import { LoadingPerson, NoPerson } from './person-states';
import { PersonTimeline } from './person-timeline';
import { PersonWho, RowWho } from './person-who';
import { Section } from './section';

const useStyles = makeStyles({
  drawer: {
    width: '480px',
    maxWidth: '100vw',
    backgroundColor: 'var(--ll-sheet)',
    ':focus-visible': { outlineStyle: 'none' }, // the drawer is all there is to see
  },
  // The page stays readable, so that travelling from the drawer shows.
  backdrop: { backgroundColor: 'rgba(0, 0, 0, 0.25)' },
  body: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: '24px',
    alignSelf: 'stretch',
    padding: '0 24px 24px',
  },
  older: { opacity: 0.6, transitionProperty: 'opacity', transitionDuration: '120ms' },
  note: { margin: '8px 0 0', fontSize: '12px', color: 'var(--ll-quiet)' },
});

export interface PersonDrawerProps {
  asked: PersonAsked | undefined;
  onBack?: () => void; // to the person from whom this one was asked for
  onReplace: (asked: PersonAsked) => void;
  onClose: () => void;
  onClosed: () => void; // when it has gone
}

// PersonDrawer tells everything about a person, beside the page that they were
// asked for from.
export function PersonDrawer(props: PersonDrawerProps) {
  const styles = useStyles();
  // The person stays until the drawer has gone.
  const shown = useRef(props.asked);
  if (props.asked) shown.current = props.asked;
  const asked = shown.current;
  const surface = useRef<HTMLDivElement>(null);
  useFocus(surface, props.asked, props.onClosed);
  const now = useRef(props.asked);
  now.current = props.asked;
  const beside = async (by: -1 | 1) => {
    const next = await asked?.beside?.(by);
    // Whoever closed the drawer meanwhile, or went on, does not see this one any more.
    if (next && now.current === asked) props.onReplace(next);
  };
  return (
    <OverlayDrawer
      ref={surface}
      tabIndex={-1}
      position="end"
      className={styles.drawer}
      backdrop={{ className: styles.backdrop }}
      open={props.asked !== undefined}
      aria-labelledby="person-name"
      onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}
      onKeyDown={(event) => {
        if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
        event.preventDefault();
        void beside(event.key === 'ArrowUp' ? -1 : 1);
      }}
    >
      {asked ? <Asked {...props} asked={asked} onBeside={beside} /> : null}
    </OverlayDrawer>
  );
}

// useFocus puts focus on the drawer itself, so that its name is read first and
// no button of it seems chosen, and gives it back when the drawer is closed.
function useFocus(surface: RefObject<HTMLElement | null>, asked: PersonAsked | undefined, onClosed: () => void) {
  const before = useRef<PersonAsked>(undefined);
  useEffect(() => {
    const was = before.current;
    before.current = asked;
    if (asked) {
      // Whoever goes on by a button of the drawer stays on that button.
      const stays = was !== undefined && surface.current?.contains(document.activeElement);
      const timer = setTimeout(() => (stays ? undefined : surface.current?.focus()), 0);
      return () => clearTimeout(timer);
    }
    // The drawer keeps focus to itself until it is closed.
    const timer = was ? setTimeout(onClosed, 0) : undefined;
    return () => clearTimeout(timer);
  }, [surface, asked, onClosed]);
}

function Asked(props: PersonDrawerProps & { asked: PersonAsked; onBeside: (by: -1 | 1) => void }) {
  const { key, row } = props.asked;
  const { t } = useTranslation();
  const styles = useStyles();
  const at = usePlacePart((place) => place.at);
  const query = useQuery({ ...personQuery(key, at), enabled: key !== '' });
  const person = key === '' ? undefined : query.data;
  const slow = useDelayed(query.isFetching && !person);
  const slowAgain = useDelayed(query.isPlaceholderData, 400);
  return (
    <>
      <PersonBar
        person={person}
        onBack={props.onBack}
        onBeside={props.asked.beside ? props.onBeside : undefined}
        onClose={props.onClose}
      />
      <div
        key={`${key} ${row?.service}`}
        className={mergeClasses('ll-edges', styles.body, slowAgain && styles.older)}
        aria-busy={query.isFetching}
      >
        {person ? <PersonWho person={person} row={row} /> : <RowWho row={row} />}
        {key === '' && row ? <BehindUnknown row={row} /> : null}
        {query.error ? <NoPerson thrown={query.error} onRetry={() => void query.refetch()} /> : null}
        {slow ? <LoadingPerson /> : null}
        {person && !query.error ? (
          <>
            <Section title={t('evidence.dialog.title')}>
              <Evidence sentences={person.evidence} />
              {at === 'latest' ? null : <p className={styles.note}>{t('evidence.dialog.newest')}</p>}
            </Section>
            <PersonHolds person={person} />
            <PersonTimeline person={person} />
            <ForgetPerson person={person} onStarted={props.onClose} />
          </>
        ) : null}
      </div>
    </>
  );
}
