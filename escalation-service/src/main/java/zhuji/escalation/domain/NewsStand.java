package zhuji.escalation.domain;

import org.jspecify.annotations.Nullable;

/** What happens to cases, as it happens, for a desk that follows. */
public interface NewsStand {

    /**
     * Follows what concerns a desk, from now on or from where it was left.
     *
     * @param desk office of the desk
     * @param after position of the last item the desk has; null to begin now
     * @param reader takes the items; what it throws ends the following
     * @return to be closed when the desk no longer listens
     * @throws IllegalArgumentException when {@code after} is no position
     * @throws TooManyReaders when this instance has as many as it may
     */
    Following follow(String desk, @Nullable String after, Reader reader);

    /** Takes what happens. */
    interface Reader {

        /** An item. */
        void take(Item item);

        /** Nothing has happened yet, or for a while; the position is where to go on after it. */
        void quiet(String position);

        /** There will be no more. */
        void ended();
    }

    /**
     * Something that happened to a case.
     *
     * @param position where it stands, to go on after it
     * @param incidentId the case
     * @param happening what happened
     */
    record Item(String position, String incidentId, Happening happening) {}

    /** A desk that follows. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /** This instance has as many readers as it may. */
    final class TooManyReaders extends RuntimeException {
        public TooManyReaders(int most) {
            super("there are " + most + " readers already");
        }
    }
}
