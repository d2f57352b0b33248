import { Button, Field, makeStyles, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { layoutsQuery, samplesQuery } from '../api/queries';
import type { FilePreview, LayoutInfo } from '../api/types';
import { type Answers, columnText, fromFile, guessOf, layoutText } from './preview';

const useStyles = makeStyles({
  form: { display: 'grid', gap: '8px', marginTop: '12px' },
  what: { marginBottom: '6px' },
  kind: { minWidth: 0 },
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 200px) minmax(0, 1fr)', gap: '12px', alignItems: 'center' },
  samples: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontSize: '12px',
    color: 'var(--ll-quiet)',
  },
  end: { display: 'flex', alignItems: 'center', gap: '12px', marginTop: '4px' },
  hint: { fontSize: '12px', color: 'var(--ll-quiet)' },
});

interface Props {
  file: FilePreview;
  answers: Answers;
  onApply: (answers: Pick<Answers, 'layout' | 'columns'>) => void;
}

// MappingForm lets a person say what kind of file it is, and which of its
// headings is which of our columns. What is needed is marked, in words too.
export function MappingForm(props: Props) {
  const { data: layouts } = useQuery(layoutsQuery());
  return layouts ? <Form {...props} layouts={layouts} /> : null;
}

function Form({ file, answers, onApply, layouts }: Props & { layouts: LayoutInfo[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data: samples = [] } = useQuery(samplesQuery(file.path, answers.encoding));
  const guess = (layout: LayoutInfo) => guessOf(layout, file.headings, t);
  const likely = () =>
    [...layouts].sort((a, b) => Object.keys(guess(b)).length - Object.keys(guess(a)).length)[0]?.source ?? '';
  const [source, setSource] = useState(() => answers.layout || likely());
  const layout = layouts.find((one) => one.source === source);
  const [own, setOwn] = useState<Record<string, string>>(answers.columns);
  if (!layout) return null;
  const columns: Record<string, string> = { ...guess(layout), ...own };
  const missing = layout.columns.filter(({ name, needed }) => needed && !columns[name]).length;
  const submit = () => {
    if (missing > 0) return;
    const named = layout.columns.flatMap(({ name }) => (columns[name] ? [[name, columns[name]] as const] : []));
    onApply({ layout: source, columns: Object.fromEntries(named) });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field size="small" className={styles.what} label={t('import.ask.columns.what')} orientation="horizontal">
        <Select
          size="small"
          className={styles.kind}
          value={source}
          onChange={(_, data) => {
            setSource(data.value);
            setOwn({});
          }}
        >
          {layouts.map((one) => (
            <option key={one.source} value={one.source}>
              {layoutText(one.source, t) || one.what}
            </option>
          ))}
        </Select>
      </Field>
      {layout.columns.map(({ name, needed }) => {
        const heading = columns[name] ?? '';
        const values = samples.find((one) => one.heading === heading)?.values ?? [];
        return (
          <Field size="small" key={name} required={needed} label={columnText(name, t)} orientation="horizontal">
            {(field) => (
              <div className={styles.row}>
                <Select
                  {...field}
                  size="small"
                  value={heading}
                  onChange={(_, data) => setOwn((before) => ({ ...before, [name]: data.value }))}
                >
                  <option value="">{needed ? t('import.ask.columns.choose') : t('import.ask.columns.none')}</option>
                  {file.headings.filter(Boolean).map((one) => (
                    <option key={one} value={one}>
                      {fromFile(one)}
                    </option>
                  ))}
                </Select>
                <span className={styles.samples}>{fromFile(values.join(' · '))}</span>
              </div>
            )}
          </Field>
        );
      })}
      <div className={styles.end}>
        <Button type="submit" size="small" disabledFocusable={missing > 0}>
          {t('import.ask.columns.apply')}
        </Button>
        <span className={styles.hint}>
          {missing > 0 ? t('import.ask.columns.missing', { count: missing }) : t('import.ask.columns.remembered')}
        </span>
      </div>
    </form>
  );
}
