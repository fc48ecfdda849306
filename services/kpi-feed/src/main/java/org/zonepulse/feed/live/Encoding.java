package org.zonepulse.feed.live;

import org.zonepulse.feed.KpiState;

/**
 * How a reader is told what is new. Equal encodings give equal messages, so that each is made once, however many readers it has.
 */
public interface Encoding {

    /**
     * Everything that the reader wants to know, for one who knows nothing yet.
     *
     * @return whole events of an event stream
     */
    byte[] all(KpiState state);

    /**
     * What has changed since a cut.
     *
     * @param since number of the last cut that the reader knows
     * @return whole events of an event stream; empty if nothing has changed that the reader wants to know
     */
    byte[] changes(KpiState state, long since);
}
