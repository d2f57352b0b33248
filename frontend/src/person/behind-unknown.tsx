import { Button, makeStyles } from '@fluentui/react-components';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import { useTranslation } from 'react-i18next';
import type { Row } from '../api/types';
import { useOpenPerson } from './open-person';
import { Section } from './section';

const useStyles = makeStyles({
  text: { margin: '0 0 10px', color: 'var(--ll-quiet)' },
  list: { margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: '6px' },
  button: { justifyContent: 'flex-start', width: '100%' },
});

// BehindUnknown says who a row may be about for which nobody can be named: each
// of them opens.
export function BehindUnknown(props: { row: Row }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const openPerson = useOpenPerson();
  const { candidates, candidate_keys: keys, status } = props.row;
  if (candidates.length === 0) {
    return (
      <p className={styles.text}>{status === 'unresolved' ? t('person.behind.waiting') : t('person.behind.none')}</p>
    );
  }
  return (
    <Section title={t('person.behind.title')}>
      <p className={styles.text}>{t('person.behind.text')}</p>
      <ul className={styles.list}>
        {candidates.map((name, index) => (
          <li key={keys[index] ?? name}>
            <Button
              className={styles.button}
              icon={<PersonRegular />}
              onClick={() => openPerson({ key: keys[index] ?? '' })}
            >
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
