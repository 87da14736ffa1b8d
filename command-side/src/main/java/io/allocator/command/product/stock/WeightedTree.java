package io.allocator.command.product.stock;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map whose entries have weights. It finds the first entry, in key order, that weighs at least so much, and
 * changes, both in O(log n) steps. Immutable: a change makes a new tree that shares most of the old one, so that a
 * decision can try things out on a tree of its own.
 *
 * <p>A treap (Seidel, Aragon: <i>Randomized Search Trees</i>, 1996) in which each node knows the heaviest entry below
 * it. Priorities come from the keys, so that equal contents give equal trees.
 *
 * @param <K> the key's type
 * @param <V> the value's type
 */
final class WeightedTree<K, V> {

    private final Comparator<? super K> order;
    private final @Nullable Node<K, V> root;

    private WeightedTree(Comparator<? super K> order, @Nullable Node<K, V> root) {
        this.order = order;
        this.root = root;
    }

    static <K, V> WeightedTree<K, V> empty(Comparator<? super K> order) {
        return new WeightedTree<>(order, null);
    }

    /** This tree with an entry added, or changed if the key is there. */
    WeightedTree<K, V> with(K key, V value, long weight) {
        return new WeightedTree<>(order, put(root, Node.leaf(key, value, weight)));
    }

    /** This tree without the entry of that key, if it is there. */
    WeightedTree<K, V> without(K key) {
        return new WeightedTree<>(order, remove(root, key));
    }

    /** The value of the first entry, in key order, that weighs at least so much. */
    Optional<V> firstAtLeast(long weight) {
        var node = root;
        while (node != null && node.heaviest >= weight) {
            if (node.left != null && node.left.heaviest >= weight) {
                node = node.left;
            } else if (node.weight >= weight) {
                return Optional.of(node.value);
            } else {
                node = node.right;
            }
        }
        return Optional.empty();
    }

    /** The greatest weight of any entry, or that default if there is none. */
    long heaviestOr(long none) {
        return root == null ? none : root.heaviest;
    }

    int size() {
        return root == null ? 0 : root.size;
    }

    private Node<K, V> put(@Nullable Node<K, V> node, Node<K, V> entry) {
        if (node == null) {
            return entry;
        }
        var compared = order.compare(entry.key, node.key);
        if (compared == 0) {
            return entry.with(node.left, node.right);
        }
        if (compared < 0) {
            var left = put(node.left, entry);
            return left.priority > node.priority
                    ? left.with(left.left, node.with(left.right, node.right))
                    : node.with(left, node.right);
        }
        var right = put(node.right, entry);
        return right.priority > node.priority
                ? right.with(node.with(node.left, right.left), right.right)
                : node.with(node.left, right);
    }

    private @Nullable Node<K, V> remove(@Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        var compared = order.compare(key, node.key);
        if (compared == 0) {
            return join(node.left, node.right);
        }
        return compared < 0
                ? node.with(remove(node.left, key), node.right)
                : node.with(node.left, remove(node.right, key));
    }

    private static <K, V> @Nullable Node<K, V> join(@Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return left.priority > right.priority
                ? left.with(left.left, join(left.right, right))
                : right.with(join(left, right.left), right.right);
    }

    private static final class Node<K, V> {

        private final K key;
        private final V value;
        private final long weight;
        private final int priority;
        private final @Nullable Node<K, V> left;
        private final @Nullable Node<K, V> right;
        private final long heaviest;
        private final int size;

        private Node(K key, V value, long weight, int priority, @Nullable Node<K, V> left,
                @Nullable Node<K, V> right) {
            this.key = key;
            this.value = value;
            this.weight = weight;
            this.priority = priority;
            this.left = left;
            this.right = right;
            this.heaviest = Math.max(weight, Math.max(left == null ? Long.MIN_VALUE : left.heaviest,
                    right == null ? Long.MIN_VALUE : right.heaviest));
            this.size = 1 + (left == null ? 0 : left.size) + (right == null ? 0 : right.size);
        }

        static <K, V> Node<K, V> leaf(K key, V value, long weight) {
            return new Node<>(key, value, weight, scrambled(Objects.hashCode(key)), null, null);
        }

        Node<K, V> with(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
            return new Node<>(key, value, weight, priority, newLeft, newRight);
        }

        /** MurmurHash3's finalizer: neighbouring hashes must not give neighbouring priorities. */
        private static int scrambled(int hash) {
            var h = hash;
            h ^= h >>> 16;
            h *= 0x85ebca6b;
            h ^= h >>> 13;
            h *= 0xc2b2ae35;
            return h ^ (h >>> 16);
        }
    }
}
