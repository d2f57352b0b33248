import { Button, makeStyles } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useTranslation } from 'react-i18next';
import type { Written as File } from '../api/types';
import { useActions } from './use-actions';

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

// Written says where a file lies that was just written for the person, and opens it.
export function Written(props: { file: File | undefined; opens?: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { openExport, showExport } = useActions();
  const { file, opens = true } = props;
  return (
    <p className={styles.said} role="status">
      {file ? (
        <>
          <CheckmarkCircleRegular className={styles.icon} aria-hidden="true" />
          <span>{t('connect.request.wrote', { file: file.fileName, folder: file.folder })}</span>
          {opens ? (
            <Button size="small" appearance="subtle" onClick={() => void openExport(file.path)}>
              {t('connect.request.open')}
            </Button>
          ) : null}
          <Button size="small" appearance="subtle" onClick={() => void showExport(file.path)}>
            {t('connect.request.show')}
          </Button>
        </>
      ) : null}
    </p>
  );
}
