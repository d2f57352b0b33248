import { Button, makeStyles, Tooltip } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../api/clipboard';
import { toAppError } from '../api/errors';
import type { Person } from '../api/types';
import { useFormat } from '../i18n/format';
import { useNotice } from '../jobs/use-actions';
import { personText } from './person-text';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    padding: '10px 12px 4px 16px',
    flexShrink: 0,
    alignSelf: 'stretch',
  },
  end: { marginLeft: 'auto' },
});

// PersonBar is what can be done with a person: go back, on to the next one,
// copy, close.
export function PersonBar(props: {
  person: Person | undefined;
  onBack: (() => void) | undefined;
  onBeside: ((by: -1 | 1) => void) | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { setNotice } = useNotice();
  const [copied, setCopied] = useState<Person>();
  const { person, onBack, onBeside } = props;
  const copy = async (from: Person) => {
    try {
      await copyText(personText(from, t, format));
      setCopied(from);
    } catch (thrown) {
      setNotice(toAppError(thrown));
    }
  };
  return (
    <div className={styles.bar}>
      {onBack ? (
        <Button appearance="subtle" icon={<ArrowLeftRegular />} onClick={onBack}>
          {t('person.back')}
        </Button>
      ) : null}
      {onBeside ? (
        <>
          <Tooltip content={t('person.previous')} relationship="label">
            <Button appearance="subtle" icon={<ArrowUpRegular />} onClick={() => onBeside(-1)} />
          </Tooltip>
          <Tooltip content={t('person.next')} relationship="label">
            <Button appearance="subtle" icon={<ArrowDownRegular />} onClick={() => onBeside(1)} />
          </Tooltip>
        </>
      ) : null}
      <span className={styles.end} />
      {person ? (
        <Button
          appearance="subtle"
          icon={copied === person ? <CheckmarkRegular /> : <CopyRegular />}
          onClick={() => void copy(person)}
        >
          {copied === person ? t('person.copied') : t('person.copy')}
        </Button>
      ) : null}
      <Tooltip content={t('person.close')} relationship="label">
        <Button appearance="subtle" icon={<DismissRegular />} onClick={props.onClose} />
      </Tooltip>
    </div>
  );
}
