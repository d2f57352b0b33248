import { Button, makeStyles } from '@fluentui/react-components';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/errors';
import { saidText } from '../i18n/said';
import { useRemedy } from '../jobs/use-remedy';
import { StatePanel } from './state-panel';

const useStyles = makeStyles({
  details: {
    maxWidth: '460px',
    fontSize: '12px',
    color: 'var(--ll-quiet)',
    userSelect: 'text',
    overflowWrap: 'anywhere',
    '& p': { margin: '4px 0' },
  },
});

// CouldNotRead is the state after a failure: its title and text by code, the
// program's own words folded away, and one button.
export function CouldNotRead(props: { thrown: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const error = toAppError(props.thrown);
  const said = saidText(error);
  const remedy = useRemedy()(error.code, props.onRetry) ?? { label: t('state.failed.retry'), act: props.onRetry };
  return (
    <StatePanel
      alert
      icon={<ErrorCircleRegular />}
      title={t(`error.${error.code}.title`)}
      text={t(`error.${error.code}.text`)}
      actions={
        <Button appearance="primary" onClick={remedy.act}>
          {remedy.label}
        </Button>
      }
    >
      {error.message || error.requestId ? (
        <details className={styles.details}>
          <summary>{t('state.failed.details')}</summary>
          {error.message ? <p lang={said.lang}>{said.text}</p> : null}
          {error.requestId ? <p>{t('state.failed.requestId', { id: error.requestId })}</p> : null}
        </details>
      ) : null}
    </StatePanel>
  );
}
