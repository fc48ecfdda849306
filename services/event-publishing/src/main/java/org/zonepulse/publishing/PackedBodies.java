package org.zonepulse.publishing;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compressed bodies, unpacked by the emitter and not by the server. The server takes what is cut short or damaged for the
 * body's end, so that lines would be lost without a word; and it unpacks all of a body, whatever becomes of it.
 */
@Singleton
class PackedBodies implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final String SERVERS = "Content-Encoding";
    private static final String OURS = "Zonepulse-Content-Encoding";

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        NettyServerCustomizer.Registry registry = event.getBean();
        registry.register(new Connection(null));
        return registry;
    }

    /** For the server's own channel, and then for each connection. */
    private record Connection(@Nullable Channel channel) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel ofConnection, ChannelRole role) {
            return new Connection(ofConnection);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null) {
                channel.pipeline()
                        .addBefore(ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "packed-bodies", new Hide());
            }
        }
    }

    /** Keeps the header for us. */
    private static final class Hide extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof io.netty.handler.codec.http.HttpRequest request) {
                String encoding = request.headers().get(SERVERS);
                request.headers().remove(OURS).remove(SERVERS);
                if (encoding != null) {
                    request.headers().set(OURS, encoding);
                }
            }
            super.channelRead(context, message);
        }
    }

    static boolean isPacked(HttpRequest<?> request) {
        return request.getHeaders().contains(OURS);
    }

    /** A body of an encoding that can't be unpacked. */
    static final class Unknown extends IOException {
        private static final long serialVersionUID = 1;

        private Unknown(String encoding) {
            super("The Content-Encoding must be gzip or identity, not " + encoding);
        }
    }

    /** The body as it was before it was compressed. */
    static InputStream unpacked(HttpRequest<?> request, InputStream body) throws IOException {
        String encoding = request.getHeaders().get(OURS);
        if (encoding == null) {
            return body;
        }
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(body);
            case "identity" -> body;
            default -> throw new Unknown(encoding);
        };
    }
}
