import { Button, makeStyles } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { AccessSet, Connection, Written } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';

const useStyles = makeStyles({
  said: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px 8px',
    margin: 0,
    fontSize: '13px',
    overflowWrap: 'anywhere',
  },
  icon: { fontSize: '17px', flexShrink: 0, color: 'var(--colorBrandForeground1)' },
});

// What is asked for unless somebody says otherwise.
export const usualSets: AccessSet[] = ['people', 'list', 'sign_ins'];

// WritePage is a button that writes a page to send to others, and where it then
// lies.
export function WritePage(props: {
  kind: 'request' | 'privacy';
  label: string;
  connection: Connection;
  sets?: AccessSet[];
  primary?: boolean;
  onWritten?: () => void;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { language } = useFormat();
  const { attempt, openExport, showExport } = useActions();
  const [written, setWritten] = useState<Written>();
  const write = () =>
    attempt(async () => {
      const { kind, connection, sets = usualSets } = props;
      setWritten(await backend.writeRequest({ kind, language, connection, sets }));
      props.onWritten?.();
    });
  return (
    <>
      <Button {...(props.primary ? { appearance: 'primary' as const } : {})} onClick={() => void write()}>
        {props.label}
      </Button>
      <p className={styles.said} role="status">
        {written ? (
          <>
            <CheckmarkCircleRegular className={styles.icon} aria-hidden="true" />
            <span>{t('connect.request.wrote', { file: written.fileName, folder: written.folder })}</span>
            <Button size="small" appearance="subtle" onClick={() => void openExport(written.path)}>
              {t('connect.request.open')}
            </Button>
            <Button size="small" appearance="subtle" onClick={() => void showExport(written.path)}>
              {t('connect.request.show')}
            </Button>
          </>
        ) : null}
      </p>
    </>
  );
}
