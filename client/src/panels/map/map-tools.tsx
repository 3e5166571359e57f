import { useEffect, useRef, useState } from 'react';
import { useCurrent } from '../../api/current.ts';
import { liveCamera, measured, theMap } from '../../map/map-state.ts';
import { easeMs, fitBox } from '../../map/motion.ts';
import { useText } from '../../text/use-text.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { SWITCHABLE_LAYERS, type SwitchableLayer, useView } from '../../url/view.ts';
import styles from './map-tools.module.css';

type ToolProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly onUse: () => void;
  readonly isOn?: boolean;
  readonly className?: string | undefined;
};

const Tool = ({ icon, label, onUse, isOn, className }: ToolProps) => (
  <button type="button" aria-label={label} title={label} aria-pressed={isOn} className={className} onClick={onUse}>
    <Icon name={icon} />
  </button>
);

/** Zoom, whole jurisdiction, measure, layers; north up while the map is turned. */
export function MapTools() {
  const { text } = useText();
  const { jurisdiction } = useCurrent();
  const map = theMap.use();
  const measuring = measured.use() !== null;
  const isTurned = (liveCamera.use()?.bearing ?? 0) !== 0;
  const fit = () => map && jurisdiction?.box && fitBox(map, jurisdiction.box);
  return (
    <div className={styles.tools} role="toolbar" aria-label={text.map.label} aria-orientation="vertical">
      <Tool
        icon="plus"
        label={text.map.zoomIn}
        className={styles.zoom}
        onUse={() => map?.zoomIn({ duration: easeMs() })}
      />
      <Tool
        icon="minus"
        label={text.map.zoomOut}
        className={styles.zoom}
        onUse={() => map?.zoomOut({ duration: easeMs() })}
      />
      <Tool icon="fit" label={text.map.fit} onUse={fit} />
      {isTurned && <Tool icon="north" label={text.map.north} onUse={() => map?.rotateTo(0, { duration: easeMs() })} />}
      <Tool
        icon="ruler"
        label={text.map.measure}
        isOn={measuring}
        onUse={() => measured.set(measuring ? null : { points: [], isClosed: false })}
      />
      <LayersMenu />
    </div>
  );
}

function LayersMenu() {
  const { text } = useText();
  const { view, setView } = useView();
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: Event) => {
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      const isOutside =
        event instanceof PointerEvent &&
        event.target instanceof Node &&
        !menu.current?.contains(event.target) &&
        !opener.current?.contains(event.target);
      if (!isEscape && !isOutside) return;
      // The key is spent: what lies below the menu stays open.
      if (isEscape) event.preventDefault();
      setOpen(false);
    };
    document.addEventListener('keydown', close, true);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close, true);
      document.removeEventListener('pointerdown', close);
    };
  }, [isOpen]);
  const toggle = (layer: SwitchableLayer) =>
    setView({ hide: view.hide.includes(layer) ? view.hide.filter((each) => each !== layer) : [...view.hide, layer] });
  return (
    <>
      <button
        ref={opener}
        type="button"
        aria-label={text.map.layers}
        title={text.map.layers}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="layers" />
      </button>
      {isOpen && (
        <div ref={menu} className={styles.menu}>
          {SWITCHABLE_LAYERS.map((layer) => (
            <label key={layer}>
              <input type="checkbox" checked={!view.hide.includes(layer)} onChange={() => void toggle(layer)} />
              {text.map.switchable[layer]}
            </label>
          ))}
        </div>
      )}
    </>
  );
}
