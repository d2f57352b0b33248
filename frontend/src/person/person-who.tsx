import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { stateQuery } from '../api/queries';
import type { Person, Row } from '../api/types';
import { usePlacePart } from '../app/place';
import { useFormat } from '../i18n/format';
import { StatusMark } from '../table/status-mark';
import { whoOf } from '../table/who';
import { nameText, statusText } from './who-text';

const useStyles = makeStyles({
  // What cannot be broken, such as 500 joined emoji, is cut off.
  who: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '2px',
    overflowWrap: 'anywhere',
    overflowX: 'clip',
  },
  name: { margin: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, color: 'var(--ll-quiet)' },
  address: { margin: 0, color: 'var(--ll-quiet)', userSelect: 'text' },
  status: { display: 'flex', alignItems: 'flex-start', gap: '6px', margin: '8px 0 0' },
  mark: { display: 'flex', paddingTop: '2px' },
  facts: { display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '2px 16px', margin: '8px 0 0' },
  term: { color: 'var(--ll-quiet)' },
  value: { margin: 0 },
  row: {
    margin: '10px 0 0',
    padding: '6px 10px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
});

// PersonWho says who somebody is and how they stand on the day.
export function PersonWho(props: { person: Person; row: Row | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { person, row } = props;
  // Whose row it is, is a conclusion that may be wrong: it is told as one.
  const guess = row?.identity_confidence === 'likely' ? whoOf(row, t, format).note : '';
  const facts = [
    { term: t('person.department'), value: person.department },
    { term: t('person.costCenter'), value: person.costCenter },
  ].filter(({ value }) => value !== '');
  return (
    <header className={styles.who}>
      <h2 id="person-name" className={styles.name}>
        {nameText(person, t)}
      </h2>
      {person.email && person.email !== nameText(person, t) ? <p className={styles.address}>{person.email}</p> : null}
      <p className={styles.status}>
        <span className={styles.mark}>
          <StatusMark status={person.absent ? 'unverified' : person.status} />
        </span>
        {statusText(person, t, format)}
      </p>
      {facts.length > 0 ? (
        <dl className={styles.facts}>
          {facts.map(({ term, value }) => (
            <div key={term} style={{ display: 'contents' }}>
              <dt className={styles.term}>{term}</dt>
              <dd className={styles.value}>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {guess ? <p className={styles.row}>{t('person.row.unknown', { who: guess })}</p> : null}
    </header>
  );
}

// RowWho says what the row says, while more is being read or where there is no
// more.
export function RowWho(props: { row: Row | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const at = usePlacePart((place) => place.at);
  const { data: state } = useQuery(stateQuery());
  const nextLook = (at === 'latest' && state?.ledger?.nextLook?.dueAt) || '';
  const who = props.row ? whoOf(props.row, t, format, nextLook) : undefined;
  const held = props.row ? [props.row.service, props.row.license].filter(Boolean) : [];
  return (
    <header className={styles.who}>
      <h2 id="person-name" className={styles.name}>
        {who?.name ?? t('state.loading')}
      </h2>
      {who?.note ? <p className={styles.quiet}>{who.note}</p> : null}
      {who?.unknown && held.length > 0 ? <p className={styles.quiet}>{format.listed(held)}</p> : null}
    </header>
  );
}
