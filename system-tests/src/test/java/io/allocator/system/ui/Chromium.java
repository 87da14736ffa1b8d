package io.allocator.system.ui;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real browser: the one that {@code -Dallocator.chromium} names, else one that is installed, else the one that
 * Playwright downloads for itself.
 */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
            "google-chrome-stable");
    private static final List<String> ELSEWHERE = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        var installed = installed();
        var environment = new HashMap<>(Map.<String, String>of());
        installed.ifPresent(_ -> environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        var options = new LaunchOptions()
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
        installed.ifPresent(options::setExecutablePath);
        browser = playwright.chromium().launch(options);
    }

    Browser browser() {
        return browser;
    }

    private static Optional<Path> installed() {
        var named = System.getProperty("allocator.chromium");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin");
        var onThePath = Stream.of(path.split(File.pathSeparator, -1))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)));
        return Stream.concat(onThePath, ELSEWHERE.stream().map(Path::of)).filter(Files::isExecutable).findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
