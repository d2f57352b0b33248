import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClipboardSetText } from '../wailsjs/runtime/runtime';

// put hands a text to the clipboard: by the browser, or where it may not, by the
// program.
async function put(text: string) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    await ClipboardSetText(text);
  }
}

// CopyButton copies a text, and says so for a while.
export function CopyButton(props: { text: () => string }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 4000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button
        appearance="subtle"
        icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
        onClick={() => put(props.text()).then(() => setCopied(true))}
      >
        {copied ? t('overview.copied') : t('overview.copy')}
      </Button>
      <span className="ll-live" role="status">
        {copied ? t('overview.copied') : ''}
      </span>
    </>
  );
}
