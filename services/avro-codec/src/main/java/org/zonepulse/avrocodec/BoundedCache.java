package org.zonepulse.avrocodec;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A map that forgets some entry when it is full. Reading takes no lock. Which entry goes is arbitrary: what is cached
 * here can be had again, and a cache that fills up is a sign of trouble elsewhere (schemas built per record, or random
 * ids), where no order of eviction would help.
 */
final class BoundedCache<K, V> {
    private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
    private final int capacity;

    BoundedCache(int capacity) {
        this.capacity = capacity;
    }

    @Nullable V get(K key) {
        return entries.get(key);
    }

    void put(K key, V value) {
        entries.put(key, value);
        Iterator<K> oldest = entries.keySet().iterator();
        while (entries.size() > capacity && oldest.hasNext()) {
            K candidate = oldest.next();
            if (!candidate.equals(key)) {
                entries.remove(candidate);
            }
        }
    }

    void remove(K key) {
        entries.remove(key);
    }

    int size() {
        return entries.size();
    }
}
