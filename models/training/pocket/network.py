"""The pocket network: SAM 2.1's design and state-dict names at small widths, on a RepViT trunk.

Shapes are [batch, channels, height, width] for maps and [batch, tokens, channels] for token lists.
`S` is the input size (a multiple of 32); "stride 16" maps have g = S / 16 rows and columns.
Everything that depends on S (position encodings, rotary tables) is computed on the fly, so the same
weights run at any size.
"""
import math
from dataclasses import dataclass
from functools import lru_cache

import torch
import torch.nn as nn
import torch.nn.functional as F

ABSENT_LOGIT = -1024.0  # mask logits of an object that is judged not to be visible


@dataclass(frozen=True)
class Config:
    widths: tuple = (32, 64, 160, 288)
    depths: tuple = (2, 2, 8, 2)
    model_dim: int = 128
    memory_dim: int = 64
    decoder_heads: int = 4
    decoder_mlp: int = 512
    attention_layers: int = 2
    attention_feed_forward: int = 512
    memories: int = 7  # one prompted frame and the six most recent ones
    pointers: int = 16


# ---------------------------------------------------------------- position encodings


@lru_cache(maxsize=32)
def sine_position(height, width, channels, device):
    """SAM 2's two-dimensional sine encoding [channels, height, width]; first half y, second half x."""
    half = channels // 2
    y = torch.arange(1, height + 1, device=device) / (height + 1e-6) * 2 * math.pi
    x = torch.arange(1, width + 1, device=device) / (width + 1e-6) * 2 * math.pi
    k = torch.arange(half, device=device)
    period = 10000 ** (2 * (k // 2) / half)
    even = (k % 2 == 0)

    def encode(position):  # [n] -> [half, n], sine and cosine interleaved
        angle = position[None] / period[:, None]
        return torch.where(even[:, None], angle.sin(), angle.cos())

    rows = encode(y)[:, :, None].expand(half, height, width)
    columns = encode(x)[:, None, :].expand(half, height, width)
    return torch.cat([rows, columns])


def sine_time(time, channels):
    """One-dimensional sine encoding [n, channels] of times [n]: all sines, then all cosines."""
    half = channels // 2
    k = torch.arange(half, device=time.device)
    angle = time[:, None] / 10000 ** (2 * (k // 2) / half)
    return torch.cat([angle.sin(), angle.cos()], dim=1)


@lru_cache(maxsize=32)
def rotary_table(height, width, channels, device):
    """Cosines and sines [height * width, channels / 2] of axial RoPE: first half x, second half y."""
    frequency = 10000 ** (-4 * torch.arange(channels // 4, device=device) / channels)
    token = torch.arange(height * width, device=device)
    x, y = token % width, token // width
    angle = torch.cat([x[:, None] * frequency, y[:, None] * frequency], dim=1)
    return angle.cos(), angle.sin()


def rotate(x, table):
    """Rotates interleaved channel pairs; x [batch, repeats * tokens, channels]."""
    cos, sin = table
    repeats = x.shape[1] // cos.shape[0]
    if repeats > 1:
        cos, sin = cos.repeat(repeats, 1), sin.repeat(repeats, 1)
    even, odd = x.float().unflatten(-1, (-1, 2)).unbind(-1)
    return torch.stack([even * cos - odd * sin, even * sin + odd * cos], dim=-1).flatten(-2).to(x.dtype)


# ---------------------------------------------------------------- small parts


class LayerNorm2d(nn.Module):
    """Normalises the channels of every pixel."""

    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        x = F.layer_norm(x.permute(0, 2, 3, 1), self.weight.shape, self.weight, self.bias, 1e-6)
        return x.permute(0, 3, 1, 2)


class Mlp(nn.Module):
    """Linear layers with ReLU between them."""

    def __init__(self, inputs, hidden, outputs, layers):
        super().__init__()
        sizes = [inputs] + [hidden] * (layers - 1) + [outputs]
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)


def make_divisible(value, divisor=8):
    """timm's rounding of channel counts: to a multiple of the divisor, never 10 % below the value."""
    rounded = max(divisor, int(value + divisor / 2) // divisor * divisor)
    return rounded + divisor if rounded < 0.9 * value else rounded


# ---------------------------------------------------------------- trunk (RepViT)


class ConvNorm(nn.Module):
    """Convolution without bias and its batch norm; `fused` turns the pair into one convolution."""

    def __init__(self, inputs, outputs, kernel=1, stride=1, groups=1, gain=1.0):
        super().__init__()
        self.c = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.bn = nn.BatchNorm2d(outputs)
        nn.init.constant_(self.bn.weight, gain)

    def forward(self, x):
        return self.bn(self.c(x))

    def fused(self):
        scale = self.bn.weight.double() / (self.bn.running_var.double() + self.bn.eps).sqrt()
        weight = self.c.weight.double() * scale[:, None, None, None]
        bias = self.bn.bias.double() - self.bn.running_mean.double() * scale
        return weight, bias


class TokenMixer(nn.Module):
    """Depth-wise 3x3 convolution beside the identity; both become one convolution at export."""

    def __init__(self, channels):
        super().__init__()
        self.conv = ConvNorm(channels, channels, 3, groups=channels)

    def forward(self, x):
        return x + self.conv(x)

    def fused(self):
        weight, bias = self.conv.fused()
        weight[:, 0, 1, 1] += 1
        return weight, bias


class SqueezeExcite(nn.Module):
    def __init__(self, channels):
        super().__init__()
        hidden = make_divisible(channels / 4)
        self.fc1 = nn.Conv2d(channels, hidden, 1)
        self.fc2 = nn.Conv2d(hidden, channels, 1)

    def forward(self, x):
        gate = self.fc2(F.relu(self.fc1(x.mean((2, 3), keepdim=True))))
        return x * gate.sigmoid()


class ChannelMixer(nn.Module):
    """1x1, GELU, 1x1; starts at zero so that a fresh residual block is the identity."""

    def __init__(self, channels, ratio=2):
        super().__init__()
        self.conv1 = ConvNorm(channels, channels * ratio)
        self.conv2 = ConvNorm(channels * ratio, channels, gain=0.0)

    def forward(self, x):
        return self.conv2(F.gelu(self.conv1(x)))


class Block(nn.Module):
    def __init__(self, channels, squeeze):
        super().__init__()
        self.token_mixer = TokenMixer(channels)
        self.se = SqueezeExcite(channels) if squeeze else nn.Identity()
        self.channel_mixer = ChannelMixer(channels)

    def forward(self, x):
        x = self.se(self.token_mixer(x))
        return x + self.channel_mixer(x)


class Downsample(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.pre_block = Block(inputs, squeeze=False)
        self.spatial_downsample = ConvNorm(inputs, inputs, 3, stride=2, groups=inputs)
        self.channel_downsample = ConvNorm(inputs, outputs)
        self.ffn = ChannelMixer(outputs)

    def forward(self, x):
        x = self.channel_downsample(self.spatial_downsample(self.pre_block(x)))
        return x + self.ffn(x)


class Stage(nn.Module):
    def __init__(self, inputs, channels, depth):
        super().__init__()
        self.downsample = Downsample(inputs, channels) if inputs else nn.Identity()
        self.blocks = nn.Sequential(*[Block(channels, squeeze=i % 2 == 0) for i in range(depth)])

    def forward(self, x):
        return self.blocks(self.downsample(x))


class Stem(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = ConvNorm(3, channels // 2, 3, stride=2)
        self.conv2 = ConvNorm(channels // 2, channels, 3, stride=2)

    def forward(self, x):
        return self.conv2(F.gelu(self.conv1(x)))


class RepVit(nn.Module):
    """Image [B,3,S,S] to maps at strides 4, 8, 16 and 32."""

    def __init__(self, widths, depths):
        super().__init__()
        self.stem = Stem(widths[0])
        for i, (width, depth) in enumerate(zip(widths, depths)):
            self.add_module(f"stages_{i}", Stage(widths[i - 1] if i else None, width, depth))

    def forward(self, x):
        x = self.stem(x)
        x0 = self.stages_0(x)
        x1 = self.stages_1(x0)
        x2 = self.stages_2(x1)
        x3 = self.stages_3(x2)
        return x0, x1, x2, x3


class Neck(nn.Module):
    """Lateral 1x1 convolutions, lowest resolution first; only stride 16 gets top-down information."""

    def __init__(self, widths, model_dim):
        super().__init__()
        self.convs = nn.ModuleList()
        for width in reversed(widths):
            lateral = nn.Module()
            lateral.conv = nn.Conv2d(width, model_dim, 1)
            self.convs.append(lateral)

    def forward(self, x0, x1, x2, x3):
        p3 = self.convs[0].conv(x3)
        p2 = self.convs[1].conv(x2) + F.interpolate(p3, scale_factor=2.0, mode="nearest")
        return self.convs[3].conv(x0), self.convs[2].conv(x1), p2


class ImageEncoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.trunk = nn.Module()
        self.trunk.body = RepVit(config.widths, config.depths)
        self.neck = Neck(config.widths, config.model_dim)

    def forward(self, image):
        return self.neck(*self.trunk.body(image))


# ---------------------------------------------------------------- prompts


class FourierPosition(nn.Module):
    def __init__(self, channels):
        super().__init__()
        matrix = torch.randn(2, channels // 2).half().float()  # survives the fp16 export unchanged
        self.register_buffer("positional_encoding_gaussian_matrix", matrix)

    def forward(self, xy):
        """xy [..., 2] in 0..1 to [..., channels]: all sines, then all cosines."""
        with torch.autocast(xy.device.type, enabled=False):  # bfloat16 would move clicks by a pixel or two
            angle = 2 * math.pi * ((2 * xy - 1) @ self.positional_encoding_gaussian_matrix)
        return torch.cat([angle.sin(), angle.cos()], dim=-1)

    def grid(self, height, width):
        """Encoding of all cell centres as tokens [1, height * width, channels]."""
        device = self.positional_encoding_gaussian_matrix.device
        y = (torch.arange(height, device=device) + 0.5) / height
        x = (torch.arange(width, device=device) + 0.5) / width
        xy = torch.stack([x[None].expand(height, -1), y[:, None].expand(-1, width)], dim=-1)
        return self(xy).flatten(0, 1)[None]


NOT_A_POINT, UNUSED = -1, -2  # labels: SAM's padding point; a slot the decoder must not see at all


class PromptEncoder(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.pe_layer = FourierPosition(channels)
        self.point_embeddings = nn.ModuleList(nn.Embedding(1, channels) for _ in range(4))
        self.not_a_point_embed = nn.Embedding(1, channels)
        self.no_mask_embed = nn.Embedding(1, channels)
        self.mask_downscaling = nn.Sequential(
            nn.Conv2d(1, 4, 2, stride=2), LayerNorm2d(4), nn.GELU(),
            nn.Conv2d(4, 16, 2, stride=2), LayerNorm2d(16), nn.GELU(),
            nn.Conv2d(16, channels, 1))

    def embed_points(self, points, labels, size):
        """points [B,N,2] in model pixels, labels [B,N] to tokens [B,N+1,C] and their visibility [B,N+1]."""
        batch = len(points)
        labels = F.pad(labels, (0, 1), value=NOT_A_POINT)
        xy = F.pad((points + 0.5) / size, (0, 0, 0, 1))
        table = torch.cat([e.weight for e in self.point_embeddings] + [self.not_a_point_embed.weight])
        real = (labels >= 0)[..., None]
        index = torch.where(labels >= 0, labels, 4)
        tokens = torch.where(real, self.pe_layer(xy), 0.0) + table[index]
        return tokens.view(batch, -1, tokens.shape[-1]), labels != UNUSED

    def embed_masks(self, mask_logits, has_mask):
        """mask_logits [B,1,S/4,S/4] or None, has_mask [B] to a dense embedding at stride 16."""
        none = self.no_mask_embed.weight[:, :, None, None]
        if mask_logits is None:
            return none
        return torch.where(has_mask[:, None, None, None], self.mask_downscaling(mask_logits), none)


# ---------------------------------------------------------------- mask decoder


class Attention(nn.Module):
    def __init__(self, channels, heads, inner=None, key_channels=None):
        super().__init__()
        inner = inner or channels
        self.heads = heads
        self.q_proj = nn.Linear(channels, inner)
        self.k_proj = nn.Linear(key_channels or channels, inner)
        self.v_proj = nn.Linear(key_channels or channels, inner)
        self.out_proj = nn.Linear(inner, channels)

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(self, q, k, v, key_mask=None):
        """key_mask [B, keys], true where a key may be looked at."""
        q, k, v = self.split(self.q_proj(q)), self.split(self.k_proj(k)), self.split(self.v_proj(v))
        scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])  # faster here than the fused operator
        if key_mask is not None:
            scores = scores.masked_fill(~key_mask[:, None, None, :], -math.inf)
        return self.out_proj((scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).flatten(2))


class TwoWayBlock(nn.Module):
    def __init__(self, channels, heads, mlp, first):
        super().__init__()
        self.first = first
        self.self_attn = Attention(channels, heads)
        self.cross_attn_token_to_image = Attention(channels, heads, channels // 2)
        self.cross_attn_image_to_token = Attention(channels, heads, channels // 2)
        self.mlp = Mlp(channels, mlp, channels, 2)
        self.norm1, self.norm2, self.norm3, self.norm4 = (nn.LayerNorm(channels) for _ in range(4))

    def forward(self, tokens, image, token_position, image_position, visible):
        if self.first:
            tokens = self.self_attn(tokens, tokens, tokens, visible)
        else:
            q = tokens + token_position
            tokens = tokens + self.self_attn(q, q, tokens, visible)
        tokens = self.norm1(tokens)
        keys = image + image_position
        tokens = self.norm2(tokens + self.cross_attn_token_to_image(tokens + token_position, keys, image))
        tokens = self.norm3(tokens + self.mlp(tokens))
        update = self.cross_attn_image_to_token(keys, tokens + token_position, tokens, visible)
        return tokens, self.norm4(image + update)


class TwoWayTransformer(nn.Module):
    def __init__(self, channels, heads, mlp):
        super().__init__()
        self.layers = nn.ModuleList(TwoWayBlock(channels, heads, mlp, i == 0) for i in range(2))
        self.final_attn_token_to_image = Attention(channels, heads, channels // 2)
        self.norm_final_attn = nn.LayerNorm(channels)

    def forward(self, tokens, image, image_position, visible):
        token_position = tokens
        for layer in self.layers:
            tokens, image = layer(tokens, image, token_position, image_position, visible)
        update = self.final_attn_token_to_image(tokens + token_position, image + image_position, image)
        return self.norm_final_attn(tokens + update), image


class MaskDecoder(nn.Module):
    """Tokens: object score, IoU, one single-mask token and three for ambiguous prompts."""

    def __init__(self, channels, heads, mlp):
        super().__init__()
        self.obj_score_token = nn.Embedding(1, channels)
        self.iou_token = nn.Embedding(1, channels)
        self.mask_tokens = nn.Embedding(4, channels)
        self.transformer = TwoWayTransformer(channels, heads, mlp)
        self.output_upscaling = nn.Sequential(
            nn.ConvTranspose2d(channels, channels // 4, 2, stride=2), LayerNorm2d(channels // 4), nn.GELU(),
            nn.ConvTranspose2d(channels // 4, channels // 8, 2, stride=2), nn.GELU())
        self.conv_s0 = nn.Conv2d(channels, channels // 8, 1)
        self.conv_s1 = nn.Conv2d(channels, channels // 4, 1)
        self.output_hypernetworks_mlps = nn.ModuleList(
            Mlp(channels, channels, channels // 8, 3) for _ in range(4))
        self.iou_prediction_head = Mlp(channels, channels, 4, 3)
        self.pred_obj_score_head = Mlp(channels, channels, 1, 3)

    def forward(self, features, hi0, hi1, image_position, sparse, visible, dense):
        """Returns mask logits [B,4,S/4,S/4], predicted IoU [B,4], object score [B,1], mask tokens [B,4,C]."""
        batch, channels, height, width = features.shape
        output_tokens = torch.cat([self.obj_score_token.weight, self.iou_token.weight, self.mask_tokens.weight])
        tokens = torch.cat([output_tokens[None].expand(batch, -1, -1), sparse], dim=1)
        visible = F.pad(visible, (len(output_tokens), 0), value=True)
        if bool(visible.all()):
            visible = None
        image = (features + dense).flatten(2).transpose(1, 2)
        tokens, image = self.transformer(tokens, image, image_position, visible)
        mask_tokens = tokens[:, 2:6]

        deconv1, norm, gelu, deconv2, _ = self.output_upscaling
        image = image.transpose(1, 2).unflatten(2, (height, width))
        upscaled = gelu(norm(deconv1(image) + hi1))
        upscaled = gelu(deconv2(upscaled) + hi0)  # [B, C/8, S/4, S/4]
        kernels = torch.stack(
            [mlp(mask_tokens[:, i]) for i, mlp in enumerate(self.output_hypernetworks_mlps)], dim=1)
        masks = (kernels.to(upscaled.dtype) @ upscaled.flatten(2)).unflatten(2, upscaled.shape[2:])
        iou = self.iou_prediction_head(tokens[:, 1]).float().sigmoid()
        return masks.float(), iou, self.pred_obj_score_head(tokens[:, 0]).float(), mask_tokens


# ---------------------------------------------------------------- memory


class MaskDownsampler(nn.Module):
    def __init__(self, channels):
        super().__init__()
        layers, inputs = [], 1
        for outputs in (4, 16, 64, 256):
            layers += [nn.Conv2d(inputs, outputs, 3, stride=2, padding=1), LayerNorm2d(outputs), nn.GELU()]
            inputs = outputs
        self.encoder = nn.Sequential(*layers, nn.Conv2d(inputs, channels, 1))

    def forward(self, mask):
        return self.encoder(mask)


class ConvNextBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.dwconv = nn.Conv2d(channels, channels, 7, padding=3, groups=channels)
        self.norm = LayerNorm2d(channels)
        self.pwconv1 = nn.Linear(channels, 4 * channels)
        self.pwconv2 = nn.Linear(4 * channels, channels)
        self.gamma = nn.Parameter(torch.full((channels,), 0.1))

    def forward(self, x):
        y = self.norm(self.dwconv(x)).permute(0, 2, 3, 1)
        y = self.pwconv2(F.gelu(self.pwconv1(y)))
        return x + (self.gamma * y).permute(0, 3, 1, 2)


class Fuser(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.layers = nn.ModuleList(ConvNextBlock(channels) for _ in range(2))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class MemoryEncoder(nn.Module):
    def __init__(self, channels, memory_dim):
        super().__init__()
        self.mask_downsampler = MaskDownsampler(channels)
        self.pix_feat_proj = nn.Conv2d(channels, channels, 1)
        self.fuser = Fuser(channels)
        self.out_proj = nn.Conv2d(channels, memory_dim, 1)

    def forward(self, features, mask):
        """features [B,C,S/16,S/16] (raw, before memory attention), mask [B,1,S,S] in -10..10."""
        return self.out_proj(self.fuser(self.pix_feat_proj(features) + self.mask_downsampler(mask)))


def attend(q, k, v):
    """One-headed attention over [B,tokens,C]."""
    scores = q @ k.transpose(1, 2) / math.sqrt(q.shape[-1])
    return scores.softmax(-1).to(v.dtype) @ v


class MemoryAttentionLayer(nn.Module):
    def __init__(self, channels, memory_dim, feed_forward):
        super().__init__()
        self.self_attn = Attention(channels, 1)
        self.cross_attn_image = Attention(channels, 1, key_channels=memory_dim)
        self.linear1 = nn.Linear(channels, feed_forward)
        self.linear2 = nn.Linear(feed_forward, channels)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(channels) for _ in range(3))

    def attend_self(self, x, table):
        a = self.self_attn
        q, k, v = rotate(a.q_proj(x), table), rotate(a.k_proj(x), table), a.v_proj(x)
        return a.out_proj(attend(q, k, v))

    def attend_memory(self, x, memory, position, spatial, table, with_weights):
        """Pointer tokens (those after the first `spatial` keys) are not rotated."""
        a = self.cross_attn_image
        q = rotate(a.q_proj(x), table)
        k, v = a.k_proj(memory + position), a.v_proj(memory)
        k = torch.cat([rotate(k[:, :spatial], table), k[:, spatial:]], dim=1)
        if not with_weights:
            return a.out_proj(attend(q, k, v)), None
        weights = (q @ k.transpose(1, 2) / math.sqrt(q.shape[-1])).float().softmax(-1)
        return a.out_proj(weights.to(v.dtype) @ v), weights

    def forward(self, x, memory, position, spatial, table, with_weights=False):
        x = x + self.attend_self(self.norm1(x), table)
        update, weights = self.attend_memory(self.norm2(x), memory, position, spatial, table, with_weights)
        x = x + update
        return x + self.linear2(F.relu(self.linear1(self.norm3(x)))), weights


class MemoryAttention(nn.Module):
    def __init__(self, channels, memory_dim, layers, feed_forward):
        super().__init__()
        self.layers = nn.ModuleList(
            MemoryAttentionLayer(channels, memory_dim, feed_forward) for _ in range(layers))
        self.norm = nn.LayerNorm(channels)

    def forward(self, features, memory, position, spatial, with_weights=False):
        """features [B,C,g,g], memory and position [B,keys,D]. Returns the conditioned map and, if wanted,
        the first layer's attention weights [B, g*g, keys]."""
        batch, channels, height, width = features.shape
        table = rotary_table(height, width, channels, features.device)
        x = features + 0.1 * sine_position(height, width, channels, features.device)
        x = x.flatten(2).transpose(1, 2)
        first_weights = None
        for i, layer in enumerate(self.layers):
            x, weights = layer(x, memory, position, spatial, table, with_weights and i == 0)
            first_weights = weights if i == 0 else first_weights
        return self.norm(x).transpose(1, 2).unflatten(2, (height, width)), first_weights


# ---------------------------------------------------------------- the whole model


class Pocket(nn.Module):
    def __init__(self, config=Config()):
        super().__init__()
        self.config = config
        channels, memory_dim = config.model_dim, config.memory_dim
        self.image_encoder = ImageEncoder(config)
        self.sam_prompt_encoder = PromptEncoder(channels)
        self.sam_mask_decoder = MaskDecoder(channels, config.decoder_heads, config.decoder_mlp)
        self.memory_attention = MemoryAttention(
            channels, memory_dim, config.attention_layers, config.attention_feed_forward)
        self.memory_encoder = MemoryEncoder(channels, memory_dim)
        self.obj_ptr_proj = Mlp(channels, channels, channels, 3)
        self.obj_ptr_tpos_proj = nn.Linear(channels, memory_dim)
        self.mask_downsample = nn.Conv2d(1, 1, 4, stride=4)
        self.maskmem_tpos_enc = nn.Parameter(0.02 * torch.randn(config.memories, 1, 1, memory_dim))
        self.no_mem_embed = nn.Parameter(0.02 * torch.randn(1, 1, channels))
        self.no_mem_pos_enc = nn.Parameter(torch.zeros(1, 1, channels), requires_grad=False)  # unused, as in SAM 2
        self.no_obj_ptr = nn.Parameter(0.02 * torch.randn(1, channels))
        self.no_obj_embed_spatial = nn.Parameter(0.02 * torch.randn(1, memory_dim))
        with torch.no_grad():  # begins as a plain average, scaled to the range of mask logits
            self.mask_downsample.weight.fill_(20 / 16)
            self.mask_downsample.bias.fill_(-10)

    def encode_image(self, image):
        """image [B,3,S,S], normalised. Returns f2 [B,C,S/16,S/16], hi0 [B,C/8,S/4,S/4], hi1 [B,C/4,S/8,S/8]."""
        p0, p1, p2 = self.image_encoder(image)
        return p2, self.sam_mask_decoder.conv_s0(p0), self.sam_mask_decoder.conv_s1(p1)

    def without_memory(self, features):
        return features + self.no_mem_embed.view(1, -1, 1, 1)

    def condition(self, features, memories, indices, pointers, times, with_weights=False):
        """Features of a tracked frame, told what the object looked like.

        memories: maps [B,D,g,g]; indices: their rows of maskmem_tpos_enc (6 = prompted frame, otherwise age - 1)
        pointers: vectors [B,C]; times: their distances in frames, divided by 15
        """
        batch, _, height, width = features.shape
        spatial_position = sine_position(height, width, self.config.memory_dim, features.device)
        spatial_position = spatial_position.flatten(1).transpose(0, 1)  # [g*g, D]
        tokens = [m.flatten(2).transpose(1, 2) for m in memories]
        positions = [spatial_position + self.maskmem_tpos_enc[i, 0] for i in indices]
        spatial = sum(t.shape[1] for t in tokens)
        if pointers:
            parts = self.config.model_dim // self.config.memory_dim
            times = torch.as_tensor(times, dtype=torch.float32, device=features.device)
            time_position = self.obj_ptr_tpos_proj(sine_time(times, self.config.model_dim))  # [P, D]
            tokens += [p.unflatten(1, (parts, -1)) for p in pointers]
            positions.append(time_position.repeat_interleave(parts, dim=0))
        memory = torch.cat([t.float() for t in tokens], dim=1)
        position = torch.cat(positions)[None]
        return self.memory_attention(features, memory, position, spatial, with_weights)

    def decode(self, features, hi0, hi1, points, labels, mask_logits=None, has_mask=None):
        """points [B,N,2] in model pixels; see MaskDecoder.forward for what is returned."""
        height, width = features.shape[2:]
        sparse, visible = self.sam_prompt_encoder.embed_points(points, labels, 16 * width)
        if mask_logits is not None and has_mask is None:
            has_mask = torch.ones(len(features), dtype=torch.bool, device=features.device)
        dense = self.sam_prompt_encoder.embed_masks(mask_logits, has_mask)
        position = self.sam_prompt_encoder.pe_layer.grid(height, width)
        return self.sam_mask_decoder(features, hi0, hi1, position, sparse, visible, dense)

    def pointer(self, mask_token, present):
        """mask_token [B,C], present [B] bool to the object pointer [B,C]."""
        pointer = self.obj_ptr_proj(mask_token).float()
        return torch.where(present[:, None], pointer, self.no_obj_ptr)

    def encode_memory(self, features, mask, present):
        """features: raw f2; mask [B,1,S,S] in -10..10; present [B] bool. Returns [B,D,S/16,S/16]."""
        memory = self.memory_encoder(features, mask)
        absent = self.no_obj_embed_spatial[:, :, None, None]
        return torch.where(present[:, None, None, None], memory, memory + absent)
