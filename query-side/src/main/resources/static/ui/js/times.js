// Times are written in UTC by the server; here they become those of the person who reads them. The exact one shows on
// hover.

const sameDay = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const otherDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const otherYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat("en-GB", {
    year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit",
    fractionalSecondDigits: 3, timeZoneName: "longOffset",
});

/** Rewrites each time below an element. */
export function makeLocal(within) {
    const now = new Date();
    for (const element of within.querySelectorAll("time[data-moment]")) {
        const time = new Date(element.dateTime);
        const format = time.toDateString() === now.toDateString() ? sameDay
            : time.getFullYear() === now.getFullYear() ? otherDay : otherYear;
        element.textContent = format.format(time);
        element.title = exact.format(time);
    }
}
