import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import { cameraOf, createMap } from '../../map/create-map.ts';
import { type DegreeBox, fitBox } from '../../map/motion.ts';
import styles from './scenario-map.module.css';

/** Maps that look at the same place: the camera of one moves all. */
export type MapGroup = { readonly join: (map: MapLibreMap) => () => void };

export function mapGroup(): MapGroup {
  const maps = new Set<MapLibreMap>();
  let isFollowing = false;
  const follow = (leader: MapLibreMap) => () => {
    // What follows does not lead: else each step would come back to where it began.
    if (isFollowing) return;
    isFollowing = true;
    const { lng, lat, zoom, bearing } = cameraOf(leader);
    for (const map of maps) if (map !== leader) map.jumpTo({ center: [lng, lat], zoom, bearing });
    isFollowing = false;
  };
  return {
    join: (map) => {
      const move = follow(map);
      maps.add(map);
      map.on('move', move);
      return () => {
        maps.delete(map);
        map.off('move', move);
      };
    },
  };
}

type ScenarioMapProps = {
  readonly label: string;
  readonly style: StyleSpecification;
  readonly box: DegreeBox | null;
  /** Absent: it moves by itself. */
  readonly group?: MapGroup;
};

const canDraw = (): boolean => document.createElement('canvas').getContext('webgl2') !== null;

/** A small map of its own beside the one of the page. It opens on the box. */
export function ScenarioMap({ label, style, box, group }: ScenarioMapProps) {
  const holder = useRef<HTMLElement>(null);
  const first = useRef({ style, box });
  const live = useRef<MapLibreMap | null>(null);
  useEffect(() => {
    if (!holder.current || !canDraw()) return;
    const showBox = (map: MapLibreMap, wanted: DegreeBox) => fitBox(map, wanted, { isSilent: true });
    const map = createMap(holder.current, first.current.style, { camera: null, box: first.current.box, showBox });
    live.current = map;
    const leave = group?.join(map);
    const canvas = map.getCanvas();
    canvas.setAttribute('role', 'application');
    return () => {
      leave?.();
      live.current = null;
      map.remove();
    };
  }, [group]);
  useEffect(() => {
    live.current?.getCanvas().setAttribute('aria-label', label);
  }, [label]);
  useEffect(() => {
    if (style === first.current.style) return;
    first.current = { ...first.current, style };
    live.current?.setStyle(style);
  }, [style]);
  return <section ref={holder} className={styles.map} aria-label={label} />;
}
