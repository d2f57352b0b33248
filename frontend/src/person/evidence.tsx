import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Sentence } from '../api/types';
import { useFormat } from '../i18n/format';
import { sentenceTexts } from './sentence';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: '8px', lineHeight: '20px' },
  // The first one is the answer; the others are what it follows from.
  reason: { color: 'var(--ll-quiet)' },
  why: { display: 'block' },
});

// Evidence says how a person stands and how that is known, the answer first.
export function Evidence(props: { sentences: Sentence[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {props.sentences.map((said, index) => {
        const [what, why] = sentenceTexts(said, t, format);
        return (
          <li key={`${said.code} ${said.source} ${said.at}`} className={index > 0 ? styles.reason : undefined}>
            {what}
            {why ? <span className={styles.why}>{why}</span> : null}
          </li>
        );
      })}
    </ul>
  );
}
