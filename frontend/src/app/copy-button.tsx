import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../api/clipboard';
import { toAppError } from '../api/errors';
import { useNotice } from '../jobs/use-actions';

const saidFor = 4000;

// CopyButton copies a page as text for a mail or a chat, and says for a while
// that it did.
export function CopyButton(props: { text: () => string }) {
  const { t } = useTranslation();
  const { setNotice } = useNotice();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), saidFor);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await copyText(props.text());
      setCopied(true);
    } catch (thrown) {
      setNotice(toAppError(thrown));
    }
  };
  return (
    <>
      <Button
        appearance="subtle"
        style={{ marginRight: -12 }} // so that its words end where everything else does
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={() => void copy()}
      >
        {copied ? t('overview.copied') : t('overview.copy')}
      </Button>
      <span className="ll-live" role="status">
        {copied ? t('overview.copied') : ''}
      </span>
    </>
  );
}
