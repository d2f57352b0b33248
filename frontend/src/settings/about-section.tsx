import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { diagnosticsQuery } from '../api/queries';
import type { Written as File } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { Written } from '../jobs/written';
import { NewerVersions } from './newer-versions';
import { Section, Setting } from './section';

const useStyles = makeStyles({
  report: {
    margin: '4px 0 8px',
    padding: '10px 12px',
    fontFamily: 'var(--fontFamilyMonospace)',
    fontSize: '12px',
    lineHeight: '18px',
    maxHeight: '320px',
    overflowY: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
    borderRadius: '6px',
    backgroundColor: 'var(--ll-canvas)',
  },
  summary: { fontSize: '13px', cursor: 'pointer' },
});

// AboutSection says what this is, and gives what support needs to know.
export function AboutSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { data } = useQuery(diagnosticsQuery());
  const [copied, setCopied] = useState(false);
  const { attempt } = useActions();
  const [saved, setSaved] = useState<File>();
  const save = () => attempt(async () => setSaved(await backend.saveDiagnostics()));
  const copy = async () => {
    await navigator.clipboard?.writeText(data?.report ?? '');
    setCopied(true);
  };
  return (
    <Section title={t('settings.about.title')}>
      <Setting
        name={t('settings.about.version', { version: data?.version ?? '' })}
        hint={t('settings.about.what')}
        control={
          <Button disabledFocusable={!data} onClick={() => void copy()}>
            {copied ? t('settings.about.copied') : t('settings.about.copy')}
          </Button>
        }
      >
        {data?.schema ? (
          <p style={{ margin: '0 0 6px', fontSize: 13 }}>
            {t('settings.about.file', {
              schema: data.schema,
              size: format.size(data.bytes),
              count: data.readings,
            })}
          </p>
        ) : null}
        {data ? (
          <details>
            <summary className={styles.summary}>{t('settings.about.report')}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
            <section className={styles.report} lang="en" tabIndex={0} aria-label={t('settings.about.report')}>
              {data.report}
            </section>
            <Button disabledFocusable={!data} onClick={() => void save()}>
              {t('settings.about.save')}
            </Button>
          </details>
        ) : null}
        <Written file={saved} opens={false} />
      </Setting>
      <NewerVersions />
    </Section>
  );
}
