import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { BeakerRegular } from '@fluentui/react-icons/svg/beaker';
import { DocumentArrowUpRegular } from '@fluentui/react-icons/svg/document-arrow-up';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Outside } from '../app/outside';
import { useTitle } from '../app/use-title';
import { useConnecting, useDraft } from '../connect/use-connecting';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { UndoBar } from '../states/undo';
import { RecentFiles } from './recent-files';
import { WhereToClick } from './where-to-click';

const useStyles = makeStyles({
  title: {
    fontSize: '28px',
    lineHeight: '36px',
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.01em',
    margin: '0 0 8px',
    maxWidth: '680px',
    textWrap: 'balance',
  },
  lead: { fontSize: '15px', lineHeight: '22px', margin: '0 0 28px', color: 'var(--ll-quiet)', maxWidth: '640px' },
  ways: { display: 'grid', gap: '12px', margin: 0, padding: 0, listStyle: 'none' },
  way: {
    display: 'grid',
    gridTemplateColumns: '40px 1fr auto',
    columnGap: '16px',
    alignItems: 'start',
    padding: '18px 20px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: 'var(--ll-sheet)',
    boxShadow: tokens.shadow2,
  },
  icon: { fontSize: '24px', color: tokens.colorBrandForeground1, paddingTop: '2px' },
  name: {
    margin: 0,
    fontSize: '15px',
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
  },
  text: { margin: '2px 0 0', color: 'var(--ll-quiet)', lineHeight: '20px', maxWidth: '540px' },
  more: { gridColumn: '2 / -1', marginTop: '10px', minWidth: 0 },
});

function Way(props: { icon: ReactNode; title: string; text: string; action?: ReactNode; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <li className={styles.way}>
      <span className={styles.icon} aria-hidden="true">
        {props.icon}
      </span>
      <div>
        <h2 className={styles.name}>{props.title}</h2>
        <p className={styles.text}>{props.text}</p>
      </div>
      {props.action ?? <span />}
      {props.children ? <div className={styles.more}>{props.children}</div> : null}
    </li>
  );
}

// Welcome stands where nothing is open yet: four ways in, the easiest first.
export function Welcome() {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const { busy, sample, importFiles, openOther } = useActions();
  const { go } = useConnecting();
  const [draft] = useDraft();
  useTitle(t('app.name'));
  return (
    <Outside centered bar={<UndoBar />}>
      <h1 className={styles.title}>{t('welcome.title')}</h1>
      <p className={styles.lead}>{t('welcome.lead')}</p>
      <RecentFiles />
      <ul className={styles.ways}>
        <Way
          icon={<BeakerRegular />}
          title={t('welcome.sample.title')}
          text={t('welcome.sample.text')}
          action={
            <Button appearance="primary" disabledFocusable={busy} onClick={sample}>
              {t('welcome.sample.button')}
            </Button>
          }
        />
        <Way
          icon={<DocumentArrowUpRegular />}
          title={t('welcome.files.title')}
          text={t('welcome.files.text')}
          action={
            <Button disabledFocusable={busy} onClick={importFiles}>
              {t('welcome.files.button')}
            </Button>
          }
        >
          <WhereToClick />
        </Way>
        <Way
          icon={<PlugConnectedRegular />}
          title={t('welcome.connect.title')}
          text={draft.asked ? t('connect.waiting', { when: format.when(draft.asked) }) : t('connect.intro')}
          action={
            <Button disabledFocusable={busy} onClick={() => go(draft.asked ? 'request' : 'doors')}>
              {draft.asked ? t('connect.goOn') : t('connect.begin')}
            </Button>
          }
        />
        <Way
          icon={<FolderOpenRegular />}
          title={t('welcome.open.title')}
          text={t('welcome.open.text')}
          action={
            <Button disabledFocusable={busy} onClick={openOther}>
              {t('welcome.open.button')}
            </Button>
          }
        />
      </ul>
    </Outside>
  );
}
