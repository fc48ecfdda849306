package org.zonepulse.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Chromium without a window, as the machine's packages install it, asked by its own protocol (Chrome DevTools Protocol) over a
 * WebSocket. Waiting is done inside the page, by what changes there.
 */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;
    private static final int HEIGHT = 900;
    private static final Map<String, Integer> KEYS =
            Map.of("Enter", 13, "Escape", 27, "ArrowLeft", 37, "ArrowRight", 39);
    private static final String LISTENS = "DevTools listening on ";

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final List<String> complaints = new ArrayList<>();
    private final WebSocket socket;

    private Browser(Process process, URI address) throws IOException, InterruptedException {
        this.process = process;
        HttpRequest tabs = HttpRequest.newBuilder(URI.create("http://" + address.getAuthority() + "/json"))
                .build();
        JsonNode tab = null;
        for (JsonNode each :
                JSON.readTree(client.send(tabs, BodyHandlers.ofString()).body())) {
            if (each.path("type").asText().equals("page")) {
                tab = each;
            }
        }
        if (tab == null) {
            throw new IOException("The browser has no page");
        }
        String page = tab.path("webSocketDebuggerUrl").asText();
        this.socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page), new Answers())
                .join();
        for (String domain : List.of("Runtime", "Log", "Page", "Network")) {
            ask(domain + ".enable", Map.of());
        }
    }

    /** @param profile a folder for what the browser keeps */
    static Browser open(Path profile) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Programs.find("chromium", "chromium-browser", "google-chrome")
                                .toString(),
                        "--headless=new",
                        // Containers' users are root, and their /dev/shm is small.
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith(LISTENS)) {
                Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
                return new Browser(process, URI.create(line.substring(LISTENS.length())));
            }
        }
        throw new IOException("The browser ended: " + all);
    }

    /** Sets the page's width; a phone's, too, which a window can't be as narrow as. */
    void width(int pixels) {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Takes the network away, or gives it back. */
    void offline(boolean offline) {
        ask(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Throws away what the browser has kept of pages, as if none had been visited. */
    void forget() {
        ask("Network.clearBrowserCache", Map.of());
    }

    /** Opens a page, and waits until all of its figures are there. */
    void visit(URI page) {
        script("window.left = true");
        ask("Page.navigate", Map.of("url", page.toString()));
        await("!window.left && document.documentElement?.classList.contains('complete')");
    }

    /** Waits until an expression is true of the page; a page that is just being left is asked again. */
    void await(String expression) {
        String waiting = """
                new Promise((resolve, reject) => {
                  const began = performance.now();
                  const look = () => {
                    if (%s) resolve(true);
                    else if (performance.now() - began > %d) reject(new Error('never: ' + %s));
                    else setTimeout(look, 10);
                  };
                  look();
                })""".formatted(expression, PATIENCE_SECONDS * 1_000 / 2, JSON.valueToTree(expression));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        JsonNode answer = evaluate(waiting);
        while (answer.has("error") && System.nanoTime() < until) {
            answer = evaluate(waiting);
        }
        result(answer);
    }

    void awaitElement(String selector) {
        await("document.querySelector(" + JSON.valueToTree(selector) + ")");
    }

    void awaitText(String selector, String words) {
        await("document.querySelector(%s)?.textContent.includes(%s)"
                .formatted(JSON.valueToTree(selector), JSON.valueToTree(words)));
    }

    String text(String selector) {
        return script("document.querySelector(" + JSON.valueToTree(selector) + ")?.textContent ?? ''")
                .asText();
    }

    void click(String selector) {
        awaitElement(selector);
        script("document.querySelector(" + JSON.valueToTree(selector) + ").click()");
    }

    /** Presses a key where the focus is: Enter, Escape or an arrow. */
    void press(String key) {
        int code = Objects.requireNonNull(KEYS.get(key));
        for (String type : List.of("rawKeyDown", "keyUp")) {
            ask("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
        }
    }

    /** The value of an expression; of a promise, what it comes to. */
    JsonNode script(String expression) {
        return result(evaluate(expression));
    }

    private JsonNode evaluate(String expression) {
        return ask("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    }

    private static JsonNode result(JsonNode answer) {
        assertThat(answer.path("error").toPrettyString()).isEmpty();
        JsonNode exception = answer.path("result").path("exceptionDetails").path("exception");
        assertThat(exception.path("description").asText()).isEmpty();
        return answer.path("result").path("result").path("value");
    }

    /** What the page has complained of since the last time: warnings, errors, and what its policy forbids. */
    List<String> complaints() {
        synchronized (complaints) {
            List<String> heard = List.copyOf(complaints);
            complaints.clear();
            return heard;
        }
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(question.toString(), true).join();
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + " isn't answered", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What comes over the WebSocket, message by message. */
    private final class Answers implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                take(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String text) {
            try {
                JsonNode node = JSON.readTree(text);
                CompletableFuture<JsonNode> waiting =
                        asked.remove(node.path("id").asInt());
                if (waiting != null) {
                    waiting.complete(node);
                } else {
                    listen(node);
                }
            } catch (IOException e) {
                throw new IllegalStateException(text, e);
            }
        }

        private void listen(JsonNode event) {
            JsonNode told = event.path("params");
            boolean complains = switch (event.path("method").asText()) {
                case "Runtime.exceptionThrown" -> true;
                case "Runtime.consoleAPICalled" ->
                    List.of("error", "warning").contains(told.path("type").asText());
                case "Log.entryAdded" ->
                    List.of("error", "warning")
                            .contains(told.path("entry").path("level").asText());
                default -> false;
            };
            if (complains) {
                synchronized (complaints) {
                    complaints.add(told.toString());
                }
            }
        }
    }
}
