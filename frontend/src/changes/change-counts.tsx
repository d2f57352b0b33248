import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DocumentQuestionMarkRegular } from '@fluentui/react-icons/svg/document-question-mark';
import { useTranslation } from 'react-i18next';
import type { ChangeKind, Changes } from '../api/types';
import { Counted } from '../overview/counted';
import { groups } from './words';

const useStyles = makeStyles({
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 410px))',
    gap: '8px 40px',
    padding: '14px 10px 12px', // with the buttons' own, in line with everything else
    alignItems: 'start',
    '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  heading: {
    margin: 0,
    padding: '0 10px 2px',
    fontSize: '12px',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
    color: 'var(--ll-quiet)',
  },
  kinds: { margin: 0, padding: 0, listStyle: 'none' },
  kind: {
    width: '100%',
    justifyContent: 'flex-start',
    padding: '0 10px',
    minHeight: '28px',
    fontWeight: tokens.fontWeightRegular,
    fontSize: '14px',
    border: 'none', // which would move its words out of line
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'left',
  },
  leads: {
    textDecorationLine: 'underline',
    textDecorationColor: 'var(--ll-tick)',
    textDecorationThickness: '1px',
    textUnderlineOffset: '4px',
  },
  chosen: { backgroundColor: tokens.colorSubtleBackgroundSelected, fontWeight: tokens.fontWeightSemibold },
  quiet: { margin: 0, padding: '4px 10px', fontSize: '13px', lineHeight: '20px', color: 'var(--ll-quiet)' },
  notRead: { display: 'flex', gap: '8px', margin: 0, padding: '4px 10px', fontSize: '13px', lineHeight: '20px' },
  icon: { flexShrink: 0, marginTop: '2px' },
});

// ChangeCounts says in sentences how much changed; each chooses its rows. What
// was not read on both days is said so and counted as nothing.
export function ChangeCounts(props: {
  changes: Changes;
  chosen: ChangeKind | '';
  onChoose: (kind: ChangeKind | '') => void;
}) {
  const { changes, chosen, onChoose } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <section className={styles.counts} aria-label={t('changes.summary')}>
      {groups.map(({ name, kinds }) => {
        const counts = changes.counts.filter(({ kind }) => kinds.includes(kind));
        return (
          <div key={name}>
            <h2 className={styles.heading}>{t(`changes.group.${name}`)}</h2>
            {changes.notRead.includes(name) ? (
              <p className={styles.notRead}>
                <DocumentQuestionMarkRegular className={styles.icon} fontSize={16} aria-hidden="true" />
                <span>{t(`changes.notRead.${name}`)}</span>
              </p>
            ) : counts.length === 0 ? (
              <p className={styles.quiet}>{t(`changes.none.${name}`)}</p>
            ) : (
              <ul className={styles.kinds}>
                {counts.map(({ kind, rows }) => (
                  <li key={kind}>
                    <Button
                      appearance="subtle"
                      size="small"
                      className={mergeClasses(styles.kind, kind === chosen && styles.chosen)}
                      aria-pressed={kind === chosen}
                      onClick={() => onChoose(kind === chosen ? '' : kind)}
                    >
                      <span className={styles.leads}>
                        <Counted text={t(`changes.count.${kind}`, { count: rows })} />
                      </span>
                    </Button>
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
    </section>
  );
}
