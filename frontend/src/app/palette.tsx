import { Button, Dialog, DialogSurface, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { useNamesHidden } from '../settings/use-settings';
import { type PaletteItem, type PaletteKind, usePaletteItems } from './palette-items';
import { run, useShortcut } from './shortcuts';

const useStyles = makeStyles({
  surface: {
    padding: 0,
    maxWidth: '620px',
    width: 'calc(100vw - 24px)',
    alignSelf: 'start',
    marginTop: 'min(12vh, 96px)',
    overflow: 'hidden',
  },
  ask: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    padding: '0 16px',
    borderBottom: '1px solid var(--ll-line)',
    fontSize: '18px',
    color: 'var(--ll-quiet)',
  },
  input: {
    flexGrow: 1,
    minWidth: 0,
    height: '50px',
    border: 'none',
    outline: 'none',
    fontFamily: 'inherit',
    fontSize: '15px',
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
    '::placeholder': { color: 'var(--ll-quiet)' },
    '::-webkit-search-cancel-button': { display: 'none' },
  },
  list: { maxHeight: 'min(420px, 60vh)', overflowY: 'auto', padding: '6px' },
  group: { padding: '8px 10px 4px', fontSize: '12px', color: 'var(--ll-quiet)' },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '32px',
    padding: '0 10px',
    borderRadius: tokens.borderRadiusMedium,
    fontSize: '13px',
    cursor: 'pointer',
    // Seen in forced colours, where grounds are not.
    border: '1px solid transparent',
    '@media (forced-colors: active)': { border: '1px solid Canvas' },
  },
  active: {
    backgroundColor: 'var(--ll-here)',
    border: `1px solid ${tokens.colorBrandStroke1}`,
    '@media (forced-colors: active)': { border: '1px solid Highlight', outline: '1px solid Highlight' },
  },
  icon: { display: 'inline-flex', flexShrink: 0, fontSize: '18px', color: 'var(--ll-quiet)' },
  text: { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  note: {
    marginLeft: 'auto',
    paddingLeft: '12px',
    color: 'var(--ll-quiet)',
    fontSize: '12px',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    maxWidth: '50%',
  },
  nothing: { padding: '18px 16px', color: 'var(--ll-quiet)', fontSize: '13px' },
});

function Option(props: { item: PaletteItem; id: string; active: boolean; onPoint: () => void; onChoose: () => void }) {
  const styles = useStyles();
  const { item, active } = props;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) line.current?.scrollIntoView?.({ block: 'nearest' });
  }, [active]);
  return (
    // The field keeps the focus and hears the keys, as the pattern of a combobox wants.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      ref={line}
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={mergeClasses(styles.item, active && styles.active)}
      onMouseMove={(event) => {
        // A list that moves below a pointer at rest is told as a move of it as well.
        if (event.movementX !== 0 || event.movementY !== 0) props.onPoint();
      }}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
    >
      <span className={styles.icon} aria-hidden="true">
        {item.icon}
      </span>
      <span className={styles.text}>{item.text}</span>
      {item.note ? <span className={styles.note}>{item.note}</span> : null}
    </div>
  );
}

// What is found is of the day that is looked at.
const isOfDay = (kind: PaletteKind): kind is 'people' | 'licenses' => kind === 'people' || kind === 'licenses';

const keyOfItem = (item: PaletteItem) => `${item.kind} ${item.key}`;

function Search(props: { onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const id = useId();
  const [text, setText] = useState('');
  // The option that was gone to, by its key: what is found later may come before it.
  const [at, setAt] = useState<string>();
  const { items, asking } = usePaletteItems(text);
  const hidden = useNamesHidden();
  const { inPast, reading } = useDay();
  const past = inPast && reading ? format.day(reading.day) : '';
  const active = Math.max(
    0,
    items.findIndex((item) => keyOfItem(item) === at),
  );
  const choose = (item: PaletteItem | undefined) => {
    if (!item) return;
    props.onClose();
    setTimeout(item.act); // once the dialog gave the focus back
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + 8, PageUp: active - 8 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const last = items.length - 1;
      const around = to > last ? (active === last ? 0 : last) : to < 0 ? (active === 0 ? last : 0) : to;
      const next = items[around];
      setAt(next && keyOfItem(next));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(items[active]);
    }
  };
  const nothing = hidden
    ? t('palette.nothingHere')
    : past
      ? t('palette.nothingOn', { text, day: past })
      : t('palette.nothing', { text });
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  const option = (item: PaletteItem) => {
    const index = items.indexOf(item);
    return (
      <Option
        key={item.key}
        item={item}
        id={`${id}-${index}`}
        active={index === active}
        onPoint={() => setAt(keyOfItem(item))}
        onChoose={() => choose(item)}
      />
    );
  };
  const group = (kind: PaletteKind) => (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a list of options
    <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
      <div id={`${id}-${kind}`} className={styles.group}>
        {past && isOfDay(kind) ? t(`palette.kindOn.${kind}`, { day: past }) : t(`palette.kind.${kind}`)}
      </div>
      {items.filter((item) => item.kind === kind).map(option)}
    </div>
  );
  return (
    <>
      <div className={styles.ask}>
        <SearchRegular aria-hidden="true" />
        <input
          className={styles.input}
          // biome-ignore lint/a11y/noAutofocus: the dialog is there to be typed in
          autoFocus
          type="search" // so that what is typed is hidden with the names
          role="combobox"
          aria-label={t('palette.label')}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={items.length > 0 ? `${id}-${active}` : undefined}
          placeholder={t('palette.placeholder')}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setAt(undefined);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-busy={asking}
        tabIndex={-1}
        aria-label={t('palette.results')}
        className={mergeClasses('ll-edges', styles.list)}
      >
        {kinds.map(group)}
      </div>
      {items.length === 0 && !asking ? (
        <div className={styles.nothing} role="status">
          {nothing}
        </div>
      ) : null}
    </>
  );
}

// Palette finds, from any page, people, licenses, pages, commands and history
// files by what is typed.
export function Palette() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const [times, setTimes] = useState(0); // it begins anew each time, also while it is still going away
  useShortcut('palette', () => {
    if (!open) setTimes(times + 1);
    setOpen(!open);
  });
  return (
    <Dialog open={open} onOpenChange={(_, data) => setOpen(data.open)}>
      <DialogSurface className={styles.surface} aria-label={t('palette.label')}>
        <Search key={times} onClose={() => setOpen(false)} />
      </DialogSurface>
    </Dialog>
  );
}

// PaletteButton is the way to the palette for whoever does not know its key.
export function PaletteButton() {
  const { t } = useTranslation();
  return (
    <Button
      appearance="subtle"
      icon={<SearchRegular />}
      aria-label={t('palette.label')}
      title={t('palette.hint')}
      onClick={() => run('palette')}
    />
  );
}
