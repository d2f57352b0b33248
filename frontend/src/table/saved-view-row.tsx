import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../api/types';
import { useGo } from '../app/place';
import { placeOf } from '../day/days';
import { useDay } from '../day/use-day';
import { Clipped } from './clipped';
import { onDay } from './date-presets';
import { useLayout } from './layout';
import { longestName } from './save-view-form';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', minHeight: '34px', gap: '2px', padding: '0 2px' },
  open: {
    flexGrow: 1,
    minWidth: 0,
    justifyContent: 'flex-start',
    fontWeight: tokens.fontWeightRegular,
    gap: '8px',
  },
  name: { minWidth: 0 },
  kind: { color: 'var(--ll-quiet)', fontSize: '12px', flexShrink: 0 },
  input: { flexGrow: 1 },
});

// SavedViewRow opens one saved view with a click, renames or removes it.
export function SavedViewRow(props: {
  view: SavedView;
  onOpened: () => void;
  onRename: (name: string) => void;
  onRemove: () => void;
}) {
  const { view } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { go } = useGo();
  const { readings, reading } = useDay();
  const { show } = useLayout(view.kind, undefined);
  const [name, setName] = useState<string>();
  const renamed = useRef(false);
  const edit = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (renamed.current && name === undefined) edit.current?.focus();
    renamed.current = name !== undefined;
  }, [name]);
  const open = () => {
    const { search, sortBy, sortDown, changed, lookedAt, showFree } = view;
    const own = lookedAt ? readings.find(({ at }) => at === lookedAt) : undefined;
    if (own) go({ to: 'reading', at: placeOf(readings, readings.indexOf(own)) });
    const filters = view.filters.map((filter) => onDay(filter, (own ?? reading)?.day ?? ''));
    show(view.columns);
    go({ to: 'rows', kind: view.kind, choice: { filters, search, sortBy, sortDown, changed, showFree } });
    props.onOpened();
  };
  const rename = () => {
    const next = name?.trim();
    if (next && next !== view.name) props.onRename(next);
    setName(undefined);
  };
  if (name !== undefined) {
    return (
      <li className={styles.row}>
        <Input
          className={styles.input}
          size="small"
          autoFocus
          aria-label={t('saved.newName', { name: view.name })}
          value={name}
          maxLength={longestName}
          onChange={(_, data) => setName(data.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename();
            if (event.key !== 'Escape') return;
            event.stopPropagation(); // it ends the renaming, not the list
            setName(undefined);
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles.row}>
      <Button className={styles.open} size="small" appearance="subtle" onClick={open}>
        <Clipped className={styles.name} text={view.name} />
        <span className={styles.kind}>{t(`views.${view.kind}`)}</span>
      </Button>
      <Button
        size="small"
        appearance="subtle"
        ref={edit}
        icon={<EditRegular />}
        aria-label={t('saved.rename', { name: view.name })}
        title={t('saved.rename', { name: view.name })}
        onClick={() => setName(view.name)}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={t('saved.remove', { name: view.name })}
        title={t('saved.remove', { name: view.name })}
        onClick={props.onRemove}
      />
    </li>
  );
}
