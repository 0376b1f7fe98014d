#!/usr/bin/env perl
# txn-list-append: the first node carries out each transaction in one go, and the others ask it. With the argument "dirty" every
# fourth transaction that writes is carried out and then reported as aborted, so that others read what never was.
use strict;
use warnings;
use JSON::PP;

$| = 1;
my $dirty = @ARGV && $ARGV[0] eq 'dirty';
my ($me, $holder);
my ($next, $writers) = (0, 0);
my (%lists, %waiting);

sub send_to {
    my ($dest, $body) = @_;
    print encode_json({src => $me, dest => $dest, body => $body}), "\n";
}

sub execute {
    my ($txn) = @_;
    my (@done, $writes);
    for my $step (@$txn) {
        my ($f, $key, $value) = @$step;
        if ($f eq 'append') {
            push @{$lists{$key}}, $value;
            $writes = 1;
        }
        push @done, [$f, $key + 0, $f eq 'r' ? ($lists{$key} && [@{$lists{$key}}]) : $value];
    }
    return {type => 'error', code => 30, text => 'aborted, says this node'} if $dirty && $writes && ++$writers % 4 == 0;
    return {type => 'txn_ok', txn => \@done};
}

while (my $line = <STDIN>) {
    my $message = decode_json($line);
    my ($src, $body) = ($message->{src}, $message->{body});
    if ($body->{type} eq 'init') {
        ($me, $holder) = ($body->{node_id}, $body->{node_ids}[0]);
        send_to($src, {type => 'init_ok', in_reply_to => $body->{msg_id}});
    }
    elsif (defined $body->{in_reply_to}) {
        my $asked = delete $waiting{$body->{in_reply_to}} or next;
        send_to($asked->{src}, {%$body, in_reply_to => $asked->{id}});
    }
    elsif ($me eq $holder) {
        send_to($src, {%{execute($body->{txn})}, in_reply_to => $body->{msg_id}});
    }
    else {
        $waiting{++$next} = {src => $src, id => $body->{msg_id}};
        send_to($holder, {%$body, msg_id => $next});
    }
}
