package org.espalier.workbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import org.espalier.checkers.multicast.MessageOrder;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.checkers.workload.Txns;
import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.nemesis.Targets;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Partition;
import org.espalier.workbench.service.Services;
import org.espalier.workbench.workload.Groups;
import org.espalier.workbench.workload.Requests;
import org.espalier.workbench.workload.Topology;
import org.espalier.workbench.workload.Workload;

/**
 * Everything that makes a run: two runs of one plan differ only in what the scheduling of the machine makes of it.
 *
 * <p>{@link #of} gives Maelstrom's defaults; {@code with…} changes one part.
 *
 * @param workload what is asked
 * @param target the program under test
 * @param nodes the nodes' names
 * @param load how much is asked, and for how long
 * @param conditions what the network does to messages between servers
 * @param nemesis faults that come and go, if any
 * @param keys which keys are used, where there are keys
 * @param transactions how long transactions are and what they must be, where there are some
 * @param topology the neighbours that broadcast suggests
 * @param claims what is to hold beyond the workload's own rules
 * @param logging what is shown while it runs
 * @param patience how long the workbench waits for answers
 * @param seed fixes every choice of the workbench
 * @param store the directory under which results are kept
 */
public record TestPlan(Workload workload, Target target, List<String> nodes, Load load, Network.Conditions conditions,
        Optional<Nemesis> nemesis, Keys keys, Transactions transactions, Topology topology, Claims claims,
        Logging logging, Patience patience,
        long seed,
        Path store) {

    /**
     * A program and its arguments.
     *
     * @param bin an executable file
     * @param args what it is started with
     */
    public record Target(Path bin, List<String> args) {

        public Target {
            args = List.copyOf(args);
            require(Files.exists(bin), bin + ": no such file; --bin names the program that runs a node");
            require(Files.isRegularFile(bin), bin + ": not a file; --bin names the program that runs a node");
            require(Files.isExecutable(bin), bin + ": not executable; chmod +x it");
        }
    }

    /**
     * How much is asked.
     *
     * @param rate requests per second, of all clients together; 0 asks nothing
     * @param concurrency how many clients ask
     * @param timeLimit how long they do
     * @param recovery how long nodes are asked, after the faults have ended, until they answer; and then how long everyone is
     *     left in peace before the final reads
     * @param maxValues after this many values there are only reads
     */
    public record Load(double rate, int concurrency, Duration timeLimit, Duration recovery, long maxValues) {

        public Load {
            require(rate >= 0 && rate <= 1_000_000, "the rate lies between 0 and 1000000 per second, not " + rate);
            require(concurrency >= 1 && concurrency <= 100_000, "there are 1 to 100000 clients, not " + concurrency);
            require(timeLimit.isPositive(), "the time limit is positive");
            require(timeLimit.compareTo(Duration.ofDays(7)) <= 0, "the time limit is at most a week");
            require(!recovery.isNegative(), "the recovery time is not negative");
            require(maxValues >= 0, "the number of values is not negative");
        }
    }

    /**
     * Which keys are used, where there are keys.
     *
     * @param count how many at a time; 0 for as many as is usual in the workload
     * @param writesPerKey after so many writes a key is replaced by a fresh one, in workloads that do that
     */
    public record Keys(int count, int writesPerKey) {

        /** Maelstrom's. */
        public static final Keys USUAL = new Keys(0, 16);

        public Keys {
            require(count >= 0 && count <= 10_000, "there are at most 10000 keys, not " + count);
            require(writesPerKey >= 1, "a key takes at least one write");
        }
    }

    /**
     * How transactions are made, and what they are held to.
     *
     * @param maxLength how many steps one has at most
     * @param models the consistency models that the store claims
     */
    public record Transactions(int maxLength, Set<ConsistencyModel> models) {

        /** Maelstrom's. */
        public static final Transactions USUAL = new Transactions(4, Txns.USUAL);

        public Transactions {
            require(maxLength >= 1 && maxLength <= 10_000, "a transaction has 1 to 10000 steps, not " + maxLength);
            require(!models.isEmpty(), "transactions are held to one consistency model at least");
            models = Set.copyOf(models);
        }

        /** The models as they are written on the command line. */
        public String labels() {
            return models.stream().sorted().map(ConsistencyModel::label).collect(Collectors.joining(","));
        }
    }

    /**
     * Faults that begin and end in turn: those of the network in one sequence, the first at once, those of processes in another.
     *
     * @param faults which there are
     * @param interval the mean time from one change to the next in each sequence, which takes from nothing to twice that
     * @param shape the shape of partitions; any, when empty
     * @param targets how many nodes are killed, paused or slowed at a time; any number, when empty
     */
    public record Nemesis(Set<FaultKind> faults, Duration interval, Optional<Partition.Shape> shape,
            Optional<Targets> targets) {

        public Nemesis {
            require(!faults.isEmpty(), "a nemesis has faults");
            faults = Set.copyOf(faults);
            require(interval.isPositive(), "the nemesis interval is positive");
            require(shape.isEmpty() || faults.stream().anyMatch(f -> !f.isOfProcesses()),
                    "--nemesis-shape is of partitions: it needs --nemesis partition, or flapping");
            require(targets.isEmpty() || faults.stream().anyMatch(FaultKind::isOfProcesses),
                    "--nemesis-targets are killed, paused or slowed: they need --nemesis kill, pause or slow");
        }

        /** Those of any shape. */
        public static Nemesis partitions(Duration interval) {
            return new Nemesis(EnumSet.of(FaultKind.PARTITION), interval, Optional.empty(), Optional.empty());
        }

        /** The faults that strike processes. */
        public Set<FaultKind> processes() {
            return faults.stream().filter(FaultKind::isOfProcesses).collect(Collectors.toUnmodifiableSet());
        }

        /** The faults that divide the network. */
        public Set<FaultKind> partitions() {
            return faults.stream().filter(f -> !f.isOfProcesses()).collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * What is to hold beyond the workload's own rules.
     *
     * @param order in which order broadcasts are delivered everywhere
     * @param orderFrom where that claim comes from, for people
     * @param availability the fraction of requests that must succeed, if any is asked for
     * @param multicast what multicasts ask for, and so are held to
     */
    public record Claims(Order order, String orderFrom, OptionalDouble availability, Multicasts multicast) {

        /** Claims about anything but multicasts. */
        public Claims(Order order, String orderFrom, OptionalDouble availability) {
            this(order, orderFrom, availability, Multicasts.USUAL);
        }

        /** Nothing. */
        public static final Claims NONE = new Claims(Order.NONE, "nothing is claimed", OptionalDouble.empty());

        public Claims {
            require(availability.isEmpty() || (availability.getAsDouble() >= 0 && availability.getAsDouble() <= 1),
                    "availability is 'total' or lies between 0 and 1");
        }
    }

    /**
     * What multicasts ask for.
     *
     * @param groupCount how many groups there are
     * @param orders the orders that messages have, one of them drawn for each
     */
    public record Multicasts(int groupCount, List<MessageOrder> orders) {

        /** Three groups, in FIFO order. */
        public static final Multicasts USUAL = new Multicasts(3, List.of(MessageOrder.FIFO));

        public Multicasts {
            require(groupCount >= 1 && groupCount <= 1000, "there are 1 to 1000 groups, not " + groupCount);
            require(!orders.isEmpty(), "multicasts have an order");
            orders = List.copyOf(orders);
        }

        /** The orders as they are written on the command line. */
        public String labels() {
            return orders.stream().map(MessageOrder::label).collect(Collectors.joining(","));
        }
    }

    /** Orders of delivery that a run can be held to. */
    public enum Order {
        /** Any. */
        NONE,
        /** What one node was asked to broadcast is delivered everywhere in that order. */
        FIFO,
        /** Also after everything that this node had delivered before. */
        CAUSAL,
        /** Also in one and the same sequence everywhere, of which nothing is lost that any node ever delivered. */
        TOTAL;

        /** As it is written on the command line. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is shown while it runs, and kept.
     *
     * @param stderr what nodes write to their standard error
     * @param send messages as they are sent
     * @param receive messages as they are delivered
     * @param record whether every message is kept in a file
     */
    public record Logging(boolean stderr, boolean send, boolean receive, boolean record) {

        /** Nothing is shown, and all is kept. */
        public static final Logging QUIET = new Logging(false, false, false, true);
    }

    /**
     * How long the workbench waits.
     *
     * @param init for the answer to {@code init}, and to the topology
     * @param request for the answer to any other request
     */
    public record Patience(Duration init, Duration request) {

        /** Maelstrom's. */
        public static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    /** Maelstrom's default for the number of requests per second. */
    public static final double DEFAULT_RATE = 5;
    /** Maelstrom's default for the time limit. */
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(60);
    /** Maelstrom's time for recovery. */
    public static final Duration DEFAULT_RECOVERY = Duration.ofSeconds(10);
    /** Maelstrom's default for the nemesis interval. */
    public static final Duration DEFAULT_NEMESIS_INTERVAL = Duration.ofSeconds(10);

    public TestPlan {
        nodes = List.copyOf(nodes);
        require(!nodes.isEmpty(), "there is at least one node");
        require(nodes.size() <= 1000, "there are at most 1000 nodes, not " + nodes.size());
        require(new HashSet<>(nodes).size() == nodes.size(), "two nodes have one name");
        for (String node : nodes) {
            require(node.matches("[A-Za-z0-9_.-]+"), "a node's name has letters, digits, _ . - only: `" + node + "`");
            require(!Services.NAMES.contains(node),
                    "`" + node + "` is the name of a service that nodes can call, and none for a node");
            require(!node.startsWith("c"), "names that begin with c are for clients: `" + node + "`");
        }
        require(keys.equals(Keys.USUAL) || workload.hasKeys(),
                "only lin-kv, kafka and transactions have keys; " + workload.label() + " has none to be counted");
        require(transactions.equals(Transactions.USUAL) || workload.isTransactional(),
                "--max-txn-length and --consistency-models are of transactions; " + workload.label() + " has none");
        require(workload != Workload.LIN_KV || keys.count() <= load.concurrency(),
                "--key-count: each key needs a client of its own, and there are " + load.concurrency() + ", not "
                        + keys.count());
        require(claims.order() == Order.NONE || workload == Workload.BROADCAST,
                "only broadcast and multicast have an order of delivery; " + workload.label()
                        + " has none to be held to");
        require(claims.multicast().equals(Multicasts.USUAL) || workload == Workload.MULTICAST,
                "only multicast has groups; " + workload.label() + " has none");
    }

    /** A plan with Maelstrom's defaults and a time limit of a minute. */
    public static TestPlan of(Workload workload, Target target, List<String> nodes, long seed, Path store) {
        return new TestPlan(workload, target, nodes,
                new Load(DEFAULT_RATE, nodes.size(), DEFAULT_TIME_LIMIT, DEFAULT_RECOVERY, Long.MAX_VALUE),
                new Network.Conditions(Latency.NONE, 0, 0), Optional.empty(), Keys.USUAL, Transactions.USUAL,
                Topology.GRID, Claims.NONE,
                Logging.QUIET,
                Patience.USUAL, seed, store);
    }

    /** The names n0, n1, … of so many nodes. */
    public static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("n" + i);
        }
        return names;
    }

    public TestPlan withLoad(Load newLoad) {
        return new TestPlan(workload, target, nodes, newLoad, conditions, nemesis, keys, transactions, topology, claims,
                logging,
                patience,
                seed, store);
    }

    public TestPlan withConditions(Network.Conditions newConditions) {
        return new TestPlan(workload, target, nodes, load, newConditions, nemesis, keys, transactions, topology, claims,
                logging,
                patience,
                seed, store);
    }

    public TestPlan withNemesis(Nemesis newNemesis) {
        return new TestPlan(workload, target, nodes, load, conditions, Optional.of(newNemesis), keys, transactions,
                topology, claims,
                logging, patience, seed, store);
    }

    public TestPlan withKeys(Keys newKeys) {
        return new TestPlan(workload, target, nodes, load, conditions, nemesis, newKeys, transactions, topology, claims,
                logging,
                patience, seed, store);
    }

    public TestPlan withTransactions(Transactions newTransactions) {
        return new TestPlan(workload, target, nodes, load, conditions, nemesis, keys, newTransactions, topology, claims,
                logging, patience, seed, store);
    }

    public TestPlan withTopology(Topology newTopology) {
        return new TestPlan(workload, target, nodes, load, conditions, nemesis, keys, transactions, newTopology, claims,
                logging,
                patience,
                seed, store);
    }

    public TestPlan withClaims(Claims newClaims) {
        return new TestPlan(workload, target, nodes, load, conditions, nemesis, keys, transactions, topology, newClaims,
                logging,
                patience,
                seed, store);
    }

    public TestPlan withLogging(Logging newLogging) {
        return new TestPlan(workload, target, nodes, load, conditions, nemesis, keys, transactions, topology, claims,
                newLogging,
                patience,
                seed, store);
    }

    public TestPlan withPatience(Patience newPatience) {
        return new TestPlan(workload, target, nodes, load, conditions, nemesis, keys, transactions, topology, claims,
                logging,
                newPatience,
                seed, store);
    }

    public TestPlan withSeed(long newSeed) {
        return new TestPlan(workload, target, nodes, load, conditions, nemesis, keys, transactions, topology, claims,
                logging, patience, newSeed, store);
    }

    /** The groups that messages are multicast to: the seed draws them. */
    Groups groups() {
        return workload == Workload.MULTICAST
                ? Groups.of(nodes, claims.multicast().groupCount(), new Random(seed))
                : Groups.NONE;
    }

    /** What shapes the stream of requests. */
    Requests.Limits limits() {
        return new Requests.Limits(nodes.size(), load.concurrency(), load.rate(), load.maxValues(), keys.count(),
                keys.writesPerKey(), transactions.maxLength(), groups(), claims.multicast().orders());
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
